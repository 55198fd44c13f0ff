<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:Code.IsOpen ?><p class="govuk-body"><?cs var:t1("sign_in.sent", Code.Masked) ?></p>
<?cs if:Demo ?><p class="govuk-body"><a class="govuk-link" href="/demo/inbox"><?cs var:T.sign_in.demo ?></a></p><?cs /if ?>
<?cs call:form_to("code", Here.Href) ?>
<input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>"><?cs if:Code.Why ?><input type="hidden" name="why" value="<?cs var:Code.Why ?>"><?cs /if ?>
<?cs call:field_text("code", T.sign_in.code, T.sign_in.code_hint, "code") ?>
<?cs call:button(T.sign_in.enter) ?>
<?cs call:form_end() ?>
<p class="govuk-body"><?cs var:T.sign_in.not_come ?></p>
<?cs elif:subcount(Problems) == #0 ?><p class="govuk-body"><?cs var:T.sign_in.no_code ?></p>
<?cs /if ?><?cs if:Code.Masked ?><?cs call:form_to("again", Url.signin) ?>
<input type="hidden" name="again" value="1"><input type="hidden" name="zone" value=""><input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>">
<button class="govuk-button<?cs if:Code.IsOpen ?> govuk-button--secondary<?cs /if ?>" type="submit"><?cs if:Code.IsOpen ?><?cs var:t1("sign_in.again", Code.Masked) ?><?cs else ?><?cs var:t1("sign_in.send_new", Code.Masked) ?><?cs /if ?></button>
<?cs call:form_end() ?><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.signin ?><?cs if:Form.F.next.Value ?>?next=<?cs var:url_escape(Form.F.next.Value) ?><?cs /if ?>"><?cs if:Code.Masked ?><?cs var:T.sign_in.other ?><?cs else ?><?cs var:T.sign_in.ask ?><?cs /if ?></a></p>
<?cs call:page_end() ?>
