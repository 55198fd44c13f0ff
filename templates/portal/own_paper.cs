<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="qiao-from"><?cs if:Paper.It.Whose ?><?cs var:Paper.It.Whose ?> · <?cs /if ?><?cs if:Paper.It.Nth ?><?cs var:Paper.It.Nth ?> · <?cs /if ?><?cs var:Paper.It.From ?> · <?cs var:Paper.It.Ref ?></p>
<ul class="qiao-thumbs"><?cs call:paper_item(Paper.It, Paper.It.Name, "") ?></ul>
<?cs if:Paper.It.CanExpire ?><?cs call:form_start("own_expiry") ?>
<?cs call:field_date("expires", T.papers.own_expires, T.papers.own_expires_hint) ?>
<?cs call:button(T.papers.own_save) ?>
<?cs call:form_end() ?><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.papers.own_uses ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:a = Drafts ?><li><a href="<?cs var:a.Href ?>"><?cs call:state_tag(a.State) ?><b><?cs var:a.Name ?></b></a></li><?cs /each ?><?cs each:a = Kept ?><li><a href="<?cs var:a.Href ?>"><?cs call:state_tag(a.State) ?><b><?cs var:a.Name ?></b></a></li><?cs /each ?></ul>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:DeleteHref ?>"><?cs var:T.papers.own_delete ?></a></p>
<?cs call:page_end() ?>
