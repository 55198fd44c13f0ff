<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:Code.Masked ?><p class="govuk-body"><?cs var:t1("sign_in.sent", Code.Masked) ?></p><?cs else ?><p class="govuk-body"><?cs var:T.sign_in.no_code ?></p><?cs /if ?>
<?cs if:Demo ?><p class="govuk-body"><a class="govuk-link" href="/demo/inbox"><?cs var:T.sign_in.demo ?></a></p><?cs /if ?>
<?cs call:form_to("code", Here.Href) ?>
<input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>">
<?cs call:field_text("code", T.sign_in.code, T.sign_in.code_hint, "code") ?>
<?cs call:button(T.sign_in.enter) ?>
<?cs call:form_end() ?>
<p class="govuk-body"><?cs var:T.sign_in.not_come ?> <a class="govuk-link" href="<?cs var:Url.signin ?><?cs if:Form.F.next.Value ?>?next=<?cs var:url_escape(Form.F.next.Value) ?><?cs /if ?>"><?cs var:T.sign_in.again ?></a></p>
<?cs call:page_end() ?>
