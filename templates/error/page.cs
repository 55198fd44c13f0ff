<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:Page.Text ?></p>
<?cs if:CanAgain ?><?cs call:form_to("again", Here.Href) ?>
<?cs each:a = Again ?><input type="hidden" name="<?cs var:a.Name ?>" value="<?cs var:a.Value ?>"><?cs /each ?>
<?cs call:button(T.error.again) ?>
<?cs call:form_end() ?><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.home ?>"><?cs var:T.error.home ?></a></p>
<p class="qiao-quiet"><?cs var:t1("error.status", Page.Status) ?></p>
<?cs call:page_end() ?>
