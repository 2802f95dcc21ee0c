"""The import view of the admin, and the public download of a meeting's document."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, TooManyFilesSent
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from apps.committees.addresses import SluggedModel
from apps.committees.former_addresses import row_ever_at
from apps.committees.models import Committee, Municipality
from apps.ingestion.choices import choices_in
from apps.ingestion.confirming import cancel, confirm, finish
from apps.ingestion.downloading import as_download, public_document
from apps.ingestion.forms import MAX_UPLOAD_BYTES, UploadForm
from apps.ingestion.models import ImportedFile, ImportRun
from apps.ingestion.opening.sources import open_uploads, unpacked
from apps.ingestion.previewing.preview import DocumentPreview, preview_document, tell_company
from apps.ingestion.previewing.sentences import about_counts
from apps.ingestion.taking_in import receive_source
from apps.meetings.models import Meeting

View = Callable[..., HttpResponse]
Status = ImportedFile.Status
_DOCUMENTS_PER_PAGE = 5


def staff_only(view: View) -> View:
    """Lets in staff who may import; others are led to the login, or told that they may not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_active and request.user.is_staff):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not request.user.has_perm("ingestion.add_importrun"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


# The size is looked at before anything reads the body, and checking the CSRF token reads it; so that check
# stands behind this view instead of before it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def upload(request: HttpRequest) -> HttpResponse:
    """Choose documents; nothing of them is public before they have been looked through."""
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    if int(request.headers.get("content-length") or 0) > MAX_UPLOAD_BYTES:
        error = (
            f"Filerne fylder tilsammen over {MAX_UPLOAD_BYTES // 1_000_000} MB. Del dem op i flere importer."
        )
        return _upload_page(request, UploadForm(), error=error, status=413)
    try:
        return _receive_upload(request)
    except TooManyFilesSent:
        error = f"Du kan højst vælge {settings.DATA_UPLOAD_MAX_NUMBER_FILES} filer ad gangen."
        return _upload_page(request, UploadForm(), error=error, status=400)


@csrf_protect
def _receive_upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=400)
    run = ImportRun.objects.create(
        started_by=_user(request),
        municipality_name=form.cleaned_data["kommune"],
        is_extra_meeting=form.cleaned_data["ekstra_moede"],
        allows_removal=form.cleaned_data["tillad_fjernelse"],
    )
    for source in open_uploads(form.cleaned_data["documents"]):
        for document in unpacked(source):
            receive_source(run, document)
    finish(run.pk)
    return redirect("import_preview", run.pk)


def _upload_page(
    request: HttpRequest, form: UploadForm, *, error: str = "", status: int = 200
) -> HttpResponse:
    waiting = ImportRun.objects.filter(state=ImportRun.State.PREVIEW, files__status=Status.WAITING).distinct()
    context = {
        **admin.site.each_context(request),
        "title": "Importér dagsordener og referater",
        "form": form,
        "error": error,
        "municipalities": Municipality.objects.all(),
        "waiting": waiting.select_related("started_by").prefetch_related("files")[:10],
    }
    return render(request, "ingestion/upload.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def preview(request: HttpRequest, run_id: int) -> HttpResponse:
    """Look an upload through, and import or cancel it. A finished one shows what became of its documents."""
    run = get_object_or_404(ImportRun.objects.select_related("started_by"), pk=run_id)
    if request.method == "POST":
        if "importer" in request.POST:
            _confirm(request, run)
        elif "fortryd" in request.POST:
            cancel(run.pk)
        return redirect("import_preview", run.pk)
    files = list(
        run.files.select_related("document__meeting__committee__municipality").defer("document__content")
    )
    for file in files:
        file.run = run
    waiting = [file for file in files if file.status == Status.WAITING]
    finished = [file for file in files if file.status != Status.WAITING]
    is_open = run.state == ImportRun.State.PREVIEW
    page = Paginator(waiting if is_open else [], _DOCUMENTS_PER_PAGE).get_page(request.GET.get("side"))
    previews = [preview_document(file) for file in page.object_list]
    tell_company(previews)
    context = {
        **admin.site.each_context(request),
        "title": _title(run, files, previews),
        "run": run,
        "is_open": is_open,
        "is_cancelled": run.state == ImportRun.State.CANCELLED,
        "is_refused": run.state == ImportRun.State.REFUSED,
        "files": files,
        "finished": [(file, about_counts(file.counts)) for file in finished],
        "stopped": sum(shown.is_stopped for shown in previews),
        "has_imported": any(file.status != Status.FAILED for file in finished),
        "waiting": waiting,
        "others": _on_other_pages(page),
        "previews": previews,
        "page": page,
        "is_known": all(shown.is_known for shown in previews) and page.paginator.num_pages == 1,
        "may_import": any(not shown.refusal for shown in previews) or page.paginator.num_pages > 1,
    }
    return render(request, "ingestion/preview.html", context)


@require_safe
def original_document(request: HttpRequest, municipality: str, committee: str, meeting: str) -> HttpResponse:
    """The document a meeting came from, as it came; 404 where it would tell what the pages do not."""
    meetings = Meeting.objects.published().filter(
        committee__municipality__slug=municipality, committee__slug=committee
    )
    found = meetings.filter(slug=meeting).first()
    if found is None:
        return _former_address(
            row_ever_at((Municipality, municipality), (Committee, committee), (Meeting, meeting))
        )
    document = public_document(found)
    if document is None:
        raise Http404
    return as_download(document)


def _former_address(row: SluggedModel | None) -> HttpResponse:
    current = Meeting.objects.with_committee().published().filter(pk=row.pk).first() if row else None
    if current is None:
        raise Http404
    committee = current.committee
    address = ("original_document", committee.municipality.slug, committee.slug, current.slug)
    return redirect(*address, permanent=True)


def _on_other_pages(page: "Page[ImportedFile]") -> list[tuple[ImportedFile, int]]:
    """The documents that are not on this page, with the numbers of their pages."""
    files = page.paginator.object_list
    numbered = ((file, place // _DOCUMENTS_PER_PAGE + 1) for place, file in enumerate(files))
    return [(file, number) for file, number in numbered if number != page.number]


def _title(run: ImportRun, files: list[ImportedFile], previews: list[DocumentPreview]) -> str:
    if run.state == ImportRun.State.DONE:
        return "Importeret"
    if run.state == ImportRun.State.CANCELLED:
        return "Importen er fortrudt"
    if run.state == ImportRun.State.REFUSED:
        return "Intet er importeret"
    if len(files) == 1:
        return (
            f"Se importen igennem: {previews[0].title if previews and previews[0].title else files[0].name}"
        )
    return f"Se importen igennem: {len(files)} dokumenter"


def _confirm(request: HttpRequest, run: ImportRun) -> None:
    """Import, and say so where documents are left because a question about them was not answered."""
    posted = request.POST.dict()
    confirm(run.pk, lambda file_id: choices_in(posted, file_id))
    left = run.files.filter(status=Status.WAITING).count()
    if left:
        documents = "1 dokument venter" if left == 1 else f"{left} dokumenter venter"
        messages.warning(request, f"{documents} på et svar fra dig og er ikke importeret endnu.")


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
