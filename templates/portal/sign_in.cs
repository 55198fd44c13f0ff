<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.sign_in.about ?></p>
<?cs call:form_to("sign_in", Url.signin) ?>
<input type="hidden" name="zone" value=""><input type="hidden" name="next" value="<?cs var:Form.F.next.Value ?>"><?cs if:Form.F.held.Value ?><input type="hidden" name="held" value="<?cs var:Form.F.held.Value ?>"><?cs /if ?>
<?cs call:field_text("contact", T.sign_in.contact, T.sign_in.contact_hint, "contact") ?>
<?cs call:field_select("country", T.sign_in.country, T.sign_in.country_hint, Countries) ?>
<?cs call:button(T.sign_in.send) ?>
<?cs call:form_end() ?>
<?cs if:CodeHref ?><p class="govuk-body"><?cs var:T.sign_in.have_code ?> <a class="govuk-link" href="<?cs var:CodeHref ?>"><?cs var:T.sign_in.enter_it ?></a></p>
<?cs /if ?><p class="qiao-quiet"><?cs var:T.sign_in.same ?> <a class="govuk-link" href="<?cs var:Url.privacy ?>"><?cs var:T.sign_in.privacy ?></a></p>
<?cs call:page_end() ?>
