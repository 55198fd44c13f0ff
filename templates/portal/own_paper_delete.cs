<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><b><?cs var:Paper.It.Name ?></b> · <?cs if:Paper.It.Nth ?><?cs var:Paper.It.Nth ?> · <?cs /if ?><?cs var:Paper.It.From ?> · <?cs var:Paper.It.Ref ?></p>
<ul class="qiao-thumbs"><?cs call:paper_item(Paper.It, Paper.It.Name, "") ?></ul>
<p class="govuk-body"><?cs var:T.papers.own_delete_text ?></p>
<?cs if:subcount(Drafts) > #0 ?><p class="govuk-body"><?cs var:T.papers.own_delete_drafts ?></p>
<ul class="govuk-list govuk-list--bullet"><?cs each:a = Drafts ?><li><?cs var:a.Name ?></li><?cs /each ?></ul><?cs /if ?>
<?cs if:subcount(Kept) > #0 ?><p class="govuk-body"><?cs var:T.papers.own_delete_kept ?></p>
<ul class="govuk-list govuk-list--bullet"><?cs each:a = Kept ?><li><?cs var:a.Name ?></li><?cs /each ?></ul><?cs /if ?>
<?cs call:form_start("delete") ?>
<button class="govuk-button govuk-button--warning" type="submit"><?cs var:T.papers.own_delete ?></button>
<?cs call:form_end() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Page.Back.Href ?>"><?cs var:T.papers.keep ?></a></p>
<?cs call:page_end() ?>
