;;; sadpath.el --- sadpath for eglot  -*- lexical-binding: t; -*-

;; (load "/path/to/sadpath.el"), then M-x eglot in a Python buffer, or:
;; (add-hook 'python-mode-hook #'eglot-ensure)

;;; Code:

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((python-mode python-ts-mode) . ("sadpath" "server"))))

;; Settings, for all projects; a project's own go into its .dir-locals.el.
;; (setq-default eglot-workspace-configuration
;;               '(:sadpath (:select ["SP2" "SP3"])))

;;; sadpath.el ends here
