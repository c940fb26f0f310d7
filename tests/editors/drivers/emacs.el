;;; Does in Emacs what a user does; what it sees goes as JSON to the file named by $SEEN.  -*- lexical-binding: t; -*-

(require 'eglot)
(require 'flymake)
(require 'json)

(defvar wishes (json-parse-string (getenv "WISHES") :object-type 'alist))
(defvar seen nil)

(defun wish (&rest keys)
  (let ((value wishes))
    (dolist (key keys value) (setq value (alist-get key value)))))

(defun wait-for (what condition)
  (with-timeout ((/ (wish 'patience) 1000.0) (error "not seen: %s" what))
    (let (value)
      (while (not (setq value (funcall condition)))
        (accept-process-output nil 0.05)
        (sit-for 0.01))
      value)))

(defun see (key value) (push (cons key value) seen))

(defun go-to (line column)
  (goto-char (point-min))
  (forward-line (1- line))
  (forward-char (1- column)))

(defun run ()
  (load (wish 'config) nil t)
  (find-file (wish 'file))
  (setq-local eldoc-echo-area-prefer-doc-buffer nil)
  (setq eglot-confirm-server-initiated-edits nil)
  (setq jsonrpc-default-request-timeout (/ (wish 'patience) 1000))
  (see 'version (format "%s, eglot %s" emacs-version (mapconcat #'number-to-string (wish-eglot-version) ".")))
  ;; Interactively, this asks nothing where the mode has one server; `call-interactively' wants a terminal.
  (apply #'eglot (eglot--guess-contact))
  (wait-for "the server" #'eglot-current-server)
  (wait-for "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
  (see 'diagnostics
       (vconcat (mapcar (lambda (found)
                          (save-excursion
                            (goto-char (flymake-diagnostic-beg found))
                            `((line . ,(line-number-at-pos)) (column . ,(1+ (current-column)))
                              (message . ,(flymake-diagnostic-text found)))))
                        (sort (flymake-diagnostics)
                              (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))))
  ;; Hover, as eldoc shows it.
  (go-to (wish 'hover 'line) (wish 'hover 'column))
  (let (text)
    (eglot-hover-eldoc-function (lambda (found &rest _) (setq text found)))
    (see 'hover (substring-no-properties (wait-for "hover" (lambda () text)))))
  ;; A quick fix, applied and saved.
  (go-to (wish 'fix 'line) (wish 'fix 'column))
  (let ((actions (eglot-code-actions (line-beginning-position) (line-end-position))))
    (see 'actions (vconcat (mapcar (lambda (action) (plist-get action :title)) actions)))
    (let ((tick (buffer-modified-tick))
          (action (seq-find (lambda (action) (string-prefix-p (wish 'fix 'title) (plist-get action :title))) actions)))
      (unless action (error "no such action"))
      (if (fboundp 'eglot-execute)
          (eglot-execute (eglot-current-server) action)
        (eglot--dcase action
          (((Command) command arguments) (eglot-execute-command (eglot-current-server) (intern command) arguments))
          (((CodeAction) edit command)
           (when edit (eglot--apply-workspace-edit edit))
           (when command
             (eglot--dbind ((Command) command arguments) command
               (eglot-execute-command (eglot-current-server) (intern command) arguments))))))
      (wait-for "the edit" (lambda () (> (buffer-modified-tick) tick)))))
  (save-buffer)
  (eglot-shutdown (eglot-current-server)))

(defun wish-eglot-version ()
  (require 'package)
  (package-initialize)
  (let ((found (cadr (assq 'eglot (append package-alist package--builtins)))))
    (if (package-desc-p found) (package-desc-version found) '(0))))

(let ((status 0))
  (condition-case problem
      (run)
    (error (see 'error (error-message-string problem)) (setq status 1)))
  (with-temp-file (getenv "SEEN") (insert (json-encode seen)))
  (kill-emacs status))
