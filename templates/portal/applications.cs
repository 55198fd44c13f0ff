<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:subcount(Applications) > #0 ?><ul class="qiao-rows qiao-card"><?cs each:a = Applications ?><li><a href="<?cs var:a.Href ?>"><?cs call:state_tag(a.State) ?><b><?cs var:a.Name ?></b><span><?cs if:a.State == "draft" ?><?cs var:T.applications.saved ?><?cs else ?><?cs var:a.Ref ?> · <?cs var:T.applications.sent ?><?cs /if ?> <?cs var:a.At ?></span><?cs if:a.State == "draft" ?><span><?cs var:T.applications.draft ?></span><?cs elif:a.Turn == "resident" ?><span><b><?cs var:T.turn.resident ?></b></span><?cs elif:a.Turn == "office" ?><span><?cs var:a.Unit ?><?cs if:a.Due ?> · <?cs var:t1("applications.due", a.Due) ?><?cs /if ?></span><?cs /if ?></a></li><?cs /each ?></ul><?cs
else ?><p class="govuk-body"><?cs var:T.applications.none ?></p><?cs /if ?>
<?cs if:More ?><nav class="govuk-pagination" aria-label="<?cs var:T.applications.pages ?>"><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.applications.older ?></a></div></nav><?cs /if ?>
<?cs call:link_button(Url.formalities, T.applications.apply) ?>
<?cs call:page_end() ?>
