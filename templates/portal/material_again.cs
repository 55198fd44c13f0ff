<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/earlier.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:subcount(Earlier) > #0 ?><p class="govuk-body"><?cs var:T.papers.earlier_text ?></p>
<?cs call:earlier_papers(Earlier) ?><?cs else ?><p class="govuk-body"><?cs var:T.papers.earlier_none ?></p><?cs /if ?>
<?cs call:page_end() ?>
