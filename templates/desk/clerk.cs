<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs

def:clerk_form(id, href, once) ?><form id="<?cs var:id ?>" method="post" action="<?cs var:href ?>" novalidate>
<input type="hidden" name="token" value="<?cs var:Token ?>"><input type="hidden" name="once" value="<?cs var:once ?>"><input type="hidden" name="version" value="<?cs var:It.Version ?>"><?cs /def ?><?cs

def:clerk_clock() ?><?cs with:c = It.Clock ?><dl class="qiao-facts qiao-card"><div><dt><?cs var:T.clerk.came ?></dt><dd><time datetime="<?cs var:c.At.Iso ?>"><?cs var:c.At.Text ?></time></dd></div><?cs
 if:c.Answered.Text ?><div><dt><?cs var:T.clerk.answered ?></dt><dd><?cs var:c.Answered.Text ?></dd></div><?cs
 elif:c.Taken.Text ?><div><dt><?cs var:T.clerk.taken ?></dt><dd><?cs var:c.Taken.Text ?></dd></div><?cs
 else ?><div><dt><?cs if:c.IsTakeOnly ?><?cs var:T.clerk.take_only ?><?cs else ?><?cs var:T.clerk.take_by ?><?cs /if ?></dt><dd><?cs var:c.TakeBy ?><?cs if:c.IsTakeLate ?> <strong class="govuk-tag govuk-tag--stop"><?cs var:T.clerk.late ?></strong><?cs /if ?></dd></div><?cs /if ?><?cs
 if:c.AnswerBy && !c.Answered.Text ?><div><dt><?cs var:T.clerk.answer_by ?></dt><dd><?cs var:c.AnswerBy ?><?cs if:c.IsLate ?> <strong class="govuk-tag govuk-tag--stop"><?cs var:T.clerk.late ?></strong><?cs /if ?></dd></div><?cs /if ?></dl><?cs /with ?><?cs /def ?><?cs

def:clerk_forwarded() ?><section class="qiao-card"><h2><?cs var:T.clerk.forwarded ?></h2>
<p class="qiao-quiet"><?cs var:T.clerk.only_this ?></p>
<dl class="qiao-facts"><?cs each:a = Answers ?><div><dt><?cs var:a.Label ?></dt><dd><?cs var:a.Value ?></dd></div><?cs /each ?></dl><?cs if:subcount(Papers) > #0 ?>
<ul class="qiao-rows"><?cs each:p = Papers ?><li><a href="<?cs var:p.Href ?>" target="_blank" rel="noopener"><b><?cs var:p.Name ?> <?cs var:p.Place ?></b><span><?cs if:p.IsPdf ?>PDF<?cs else ?>JPEG<?cs /if ?></span></a></li><?cs /each ?></ul><?cs /if ?></section><?cs /def ?><?cs

def:clerk_take() ?><section class="qiao-card"><h2><?cs var:T.clerk.take ?></h2>
<p><?cs var:T.clerk.take_text ?></p>
<?cs call:clerk_form("take", Take.Href, Take.Once) ?><button class="govuk-button" type="submit" data-key="a" data-key-label="<?cs var:T.clerk.take ?>"><?cs var:T.clerk.take ?></button></form></section><?cs /def ?><?cs

def:clerk_hand_back() ?><details class="govuk-details"<?cs if:Form.F.reason.Error ?> open<?cs /if ?>><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.clerk.hand_back ?></span></summary><div class="govuk-details__text">
<p><?cs var:T.clerk.hand_back_text ?></p>
<?cs call:clerk_form("hand-back", Back.Href, Back.Once) ?>
<?cs call:desk_ready(Ready) ?><?cs call:field_textarea("reason", T.clerk.hand_back_reason, T.clerk.words_hint) ?><?cs if:Form.F.reason.Error || Form.F.reason.Value ?>
<?cs call:desk_chinese() ?><?cs /if ?>
<button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.clerk.hand_back_button ?></button></form>
</div></details><?cs /def ?><?cs

def:clerk_recuse() ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.clerk.recuse ?></span></summary><div class="govuk-details__text">
<p><?cs var:T.clerk.recuse_text ?></p>
<?cs call:clerk_form("recuse", Recuse.Href, Recuse.Once) ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.clerk.recuse ?></button></form>
</div></details><?cs /def ?><?cs

def:clerk_answer() ?><section class="qiao-card"><h2><?cs var:T.clerk.answer ?></h2>
<p><?cs var:T.clerk.answer_text ?></p>
<?cs call:clerk_form("answer", Answer.Href, Answer.Once) ?>
<?cs call:field_textarea("answer", T.clerk.answer_zh, T.clerk.words_hint) ?><?cs if:It.OwnLang ?>
<?cs call:field_textarea("own", t1("clerk.answer_own", It.OwnLang), T.clerk.answer_own_hint) ?><?cs if:Form.F.own.Error || Form.F.own.Value ?>
<?cs call:desk_chinese() ?><?cs /if ?><?cs /if ?>
<button class="govuk-button" type="submit"><?cs var:T.clerk.answer_button ?></button></form></section><?cs /def ?><?cs

call:desk_start() ?>
<div class="desk-narrow">
<?cs if:It.ListHref ?><p><a class="govuk-back-link" href="<?cs var:It.ListHref ?>"><?cs var:T.clerk.list ?></a></p>
<?cs /if ?><h1><?cs var:It.Name ?> <strong class="govuk-tag"><?cs var:text("clerk.is_" + It.Clock.Word) ?></strong></h1>
<p class="qiao-quiet"><?cs var:It.Ref ?></p>
<?cs call:clerk_clock() ?><?cs if:It.IsFinal ?>
<div class="govuk-inset-text"><?cs var:T.clerk.final ?></div><?cs /if ?><?cs if:subcount(Question) > #0 ?>
<section class="qiao-card"><h2><?cs var:T.clerk.question ?></h2><?cs call:desk_words(Question) ?></section><?cs /if ?><?cs if:subcount(Note) > #0 ?>
<section class="qiao-card"><h2><?cs var:T.clerk.note_from ?></h2><?cs call:desk_words(Note) ?></section><?cs /if ?>
<?cs call:clerk_forwarded() ?>
<?cs if:subcount(Said) > #0 ?><section class="qiao-card"><h2><?cs var:T.clerk.said ?></h2><?cs call:desk_words(Said) ?><?cs call:desk_words(SaidOwn) ?>
<p class="qiao-quiet"><?cs var:T.clerk.is_checked ?></p></section><?cs /if ?><?cs if:Take.Href ?>
<?cs call:clerk_take() ?><?cs /if ?><?cs if:Back.Href ?>
<?cs call:clerk_hand_back() ?><?cs /if ?><?cs if:Answer.Href ?>
<?cs call:clerk_answer() ?><?cs /if ?><?cs if:Recuse.Href ?>
<?cs call:clerk_recuse() ?><?cs /if ?>
</div>
<?cs call:desk_end() ?>
