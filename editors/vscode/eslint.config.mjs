import tseslint from "typescript-eslint";

export default tseslint.config(
    { ignores: ["dist", "dist-test", "node_modules"] },
    ...tseslint.configs.strictTypeChecked,
    ...tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: {
            parserOptions: {
                project: ["./tsconfig.json", "./media/tsconfig.json", "./test/tsconfig.json"],
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            eqeqeq: "error",
            // An empty text is no text: || is meant.
            "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        },
    },
    { files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked },
    // node:test's test() returns a promise that its runner awaits by itself.
    { files: ["test/**"], rules: { "@typescript-eslint/no-floating-promises": "off" } },
);
