<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs

def:verify_root() ?><?cs if:Root.Print ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.verify.root ?></span></summary><div class="govuk-details__text"><p><?cs var:T.verify.root_text ?></p><p><a class="govuk-link" href="<?cs var:Root.Href ?>" download><?cs var:T.verify.root_get ?></a></p><p><?cs var:T.verify.root_print ?><br><code><?cs var:Root.Print ?></code></p></div></details><?cs /if ?><?cs /def ?><?cs

call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:Kind ?><section class="qiao-next"><h2><?cs if:Verdict == "genuine" ?><?cs var:T.verify.genuine ?><?cs else ?><?cs var:T.verify.stands_not ?><?cs /if ?></h2><p><?cs if:Verdict == "genuine" ?><?cs var:T.verify.genuine_text ?><?cs else ?><?cs var:T.verify.stands_not_text ?><?cs /if ?></p></section>
<dl class="qiao-facts qiao-card"><?cs call:fact(T.verify.code, Code) ?><?cs call:fact(T.verify.kind, text("writ.kind_" + Kind)) ?><?cs call:fact(T.verify.unit, Unit) ?><?cs call:fact(T.verify.day, Day) ?><?cs if:Verdict == "genuine" ?><?cs call:fact(T.verify.standing, T.writ.standing_valid) ?><?cs else ?><?cs call:fact(T.verify.standing, T.verify.stands_not_short) ?><?cs /if ?></dl>
<section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.verify.print ?></h2><p><b><?cs var:Print ?></b></p><p class="qiao-quiet"><?cs var:T.verify.print_text ?></p>
<h2 class="govuk-heading-s"><?cs var:T.verify.digest ?></h2><?cs if:Digest ?><p><?cs var:Digest ?></p><p class="qiao-quiet"><?cs var:T.verify.digest_text ?></p><?cs else ?><p><?cs var:T.verify.making ?></p><?cs /if ?><?cs if:Attached ?>
<h2 class="govuk-heading-s"><?cs var:T.verify.attached ?></h2><p><?cs var:Attached ?></p><p class="qiao-quiet"><?cs var:T.verify.attached_text ?></p><?cs /if ?></section>
<?cs call:verify_root() ?>
<p class="govuk-body"><?cs var:T.verify.privacy ?></p>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.verify ?>"><?cs var:T.verify.again ?></a></p><?cs
else ?><?cs if:Verdict ?><?cs call:warning(text("verify." + Verdict)) ?><p class="govuk-body"><?cs var:text("verify." + Verdict + "_text") ?></p><?cs else ?><p class="govuk-body"><?cs var:T.verify.about ?></p><?cs /if ?>
<form id="verify" action="<?cs var:Url.verify ?>" method="get"><?cs if:Verdict ?><input type="hidden" name="told" value="1"><?cs /if ?><div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="code"><?cs var:T.verify.code ?></label><div class="govuk-hint" id="code-hint"><?cs var:T.verify.hint ?></div><input class="govuk-input" id="code" name="code" maxlength="80" value="<?cs var:Code ?>" aria-describedby="code-hint" autocomplete="off" autocapitalize="characters" spellcheck="false"></div><button class="govuk-button" type="submit"><?cs var:T.verify.check ?></button></form>
<?cs call:verify_root() ?>
<p class="govuk-body"><?cs var:T.verify.privacy ?></p><?cs /if ?>
<?cs call:page_end() ?>
