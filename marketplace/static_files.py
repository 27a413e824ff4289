"""Static files in production: names that change with their content, also inside our own script modules."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Django's rewriting of `import … from "./x.js"`, for our own scripts alone: others' are written otherwise."""

    patterns: tuple[Any, ...]
    # Each pass resolves one more level of imports.
    max_post_process_passes = 12

    def __init__(self, *args: object, **kwargs: object) -> None:
        _every_script, templates = self._js_module_import_aggregation_patterns
        self.patterns = (*self.patterns, ("js/*.js", templates))
        super().__init__(*args, **kwargs)
