<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:t1("papers.remove_text", Name) ?></p>
<ul class="qiao-thumbs"><?cs call:paper_item(Paper.It, Name, "") ?></ul>
<?cs call:form_start("remove") ?>
<button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.papers.remove_do ?></button>
<?cs call:form_end() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Page.Back.Href ?>"><?cs var:T.papers.keep ?></a></p>
<?cs call:page_end() ?>
