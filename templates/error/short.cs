<?cs include!'layout/short.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:short_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:Page.Text ?></p>
<?cs if:CanAgain ?><?cs call:form_to("again", Here.Href) ?>
<?cs each:a = Again ?><input type="hidden" name="<?cs var:a.Name ?>" value="<?cs var:a.Value ?>"><?cs /each ?>
<?cs call:button(T.error.again) ?>
<?cs call:form_end() ?><?cs /if ?>
<?cs if:Page.Status == #404 ?><?cs call:short_search("") ?>
<?cs /if ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.error.home ?></a></p>
<p class="qiao-quiet"><?cs var:t1("error.status", Page.Status) ?></p>
<?cs call:short_end() ?>
