<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.account.sign_out_text ?></p>
<?cs call:form_to("sign-out", Url.signout) ?>
<?cs call:button(T.account.sign_out) ?>
<?cs call:form_end() ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.applications ?>"><?cs var:T.account.stay ?></a></p>
<?cs call:page_end() ?>
