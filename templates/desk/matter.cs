<?cs include!'layout/desk.cs' ?><?cs include!'desk/parts.cs' ?><?cs include!'layout/statement.cs' ?><?cs

def:matter_answers() ?><section class="qiao-card"><h2><?cs var:T.desk.answers ?></h2><?cs each:p = Pages ?><?cs if:subcount(p.Fields) > #0 ?>
<h3 class="qiao-quiet"><?cs var:p.Name ?></h3>
<dl class="qiao-facts"><?cs each:f = p.Fields ?><div data-field="<?cs var:f.Code ?>"<?cs if:f.Proved ?> class="is-proved"<?cs /if ?>><dt><?cs var:f.Label ?></dt><dd<?cs if:f.Shown ?> tabindex="-1" data-key="s" data-key-label="<?cs var:T.desk.to_shown ?>" data-shown<?cs /if ?>><?cs if:f.Changed ?><ins><?cs var:f.Value ?></ins> <del><span class="govuk-visually-hidden"><?cs var:T.desk.news.was ?></span> <?cs var:f.Was ?></del><?cs else ?><?cs var:f.Value ?><?cs /if ?><?cs if:f.Sealed ?> <a href="<?cs var:Matter.RevealHref ?>"><?cs var:T.desk.show ?></a><?cs /if ?><?cs if:f.New ?> <?cs call:desk_new() ?><?cs /if ?><?cs if:f.Fixed && f.Changed ?> <strong class="govuk-tag govuk-tag--done"><?cs var:T.desk.fixed ?></strong><?cs elif:f.Fixed ?> <strong class="govuk-tag govuk-tag--grey"><?cs var:T.desk.news.same ?></strong><?cs /if ?><?cs each:o = f.Proofs ?> <a class="desk-proof" href="<?cs var:o.Href ?>"<?cs if:o.Src ?> data-src="<?cs var:o.Src ?>"<?cs /if ?> title="<?cs var:t2("desk.paper_alt", o.Name, o.Place) ?>"><span class="govuk-visually-hidden"><?cs var:t2("desk.paper_alt", o.Name, o.Place) ?></span><span aria-hidden="true"><?cs var:o.Number ?></span></a><?cs /each ?></dd></div><?cs /each ?></dl><?cs /if ?><?cs /each ?><?cs if:HasSealed ?>
<details class="govuk-details"><summary class="govuk-details__summary" data-key="s"><span class="govuk-details__summary-text"><?cs var:T.desk.show_all ?> <kbd class="desk-kbd">S</kbd></span></summary>
<form class="govuk-details__text" method="post" action="<?cs var:Matter.RevealHref ?>"><input type="hidden" name="token" value="<?cs var:Token ?>"><input type="hidden" name="once" value="<?cs var:RevealOnce ?>">
<p><?cs var:T.desk.reveal.why ?>: <span class="qiao-quiet"><?cs var:T.desk.shown_told ?></span></p>
<p class="desk-chips"><?cs each:r = Reveals ?><button type="submit" name="reason" value="<?cs var:r.Value ?>" data-key="<?cs var:r.Key ?>"><?cs var:r.Label ?> <kbd class="desk-kbd"><?cs var:r.Key ?></kbd></button><?cs /each ?></p></form></details><?cs /if ?>
</section><?cs /def ?><?cs

def:matter_next() ?><?cs if:Viewer.NextHref ?><a href="<?cs var:Viewer.NextHref ?>" data-next-paper><?cs var:T.desk.next_paper ?> <kbd class="desk-kbd">→</kbd></a><?cs /if ?><?cs /def ?><?cs

def:matter_stage() ?><?cs if:Viewer.IsPdf ?><div class="desk-viewer__stage"><iframe src="<?cs var:Viewer.Src ?>" title="<?cs var:Viewer.Name ?>"></iframe></div>
<p class="desk-viewer__bar"><a href="<?cs var:Viewer.Src ?>" target="_blank" rel="noopener"><?cs var:T.desk.pdf_open ?></a> <span class="qiao-quiet"><?cs if:Viewer.PageCount == #1 ?><?cs var:T.desk.pdf_page ?><?cs else ?><?cs var:t1("desk.pdf_pages", Viewer.PageCount) ?><?cs /if ?></span> <?cs call:matter_next() ?></p><?cs else ?><div class="desk-viewer__stage is-turn-<?cs var:Viewer.Turn ?> is-zoom-<?cs var:Viewer.Zoom ?>" tabindex="0"><div><img src="<?cs var:Viewer.Src ?>" alt="<?cs var:t2("desk.paper_alt", Viewer.Name, Viewer.Place) ?>"></div></div>
<p class="desk-viewer__bar"><a href="<?cs var:Viewer.TurnHref ?>" data-turn><?cs var:T.desk.turn ?> <kbd class="desk-kbd">R</kbd></a><a href="<?cs var:Viewer.InHref ?>" data-zoom="in"><?cs var:T.desk.zoom_in ?> <kbd class="desk-kbd">+</kbd></a><a href="<?cs var:Viewer.OutHref ?>" data-zoom="out"><?cs var:T.desk.zoom_out ?> <kbd class="desk-kbd">-</kbd></a><?cs call:matter_next() ?></p><?cs /if ?><?cs /def ?><?cs

def:matter_papers() ?><section class="qiao-card desk-beside" id="viewer"><h2><?cs var:T.desk.papers ?></h2><?cs if:Viewer.Src ?>
<div class="desk-viewer" data-viewer data-next="<?cs var:T.desk.keys.next_paper ?>" data-back="<?cs var:T.desk.keys.previous_paper ?>">
<?cs call:matter_stage() ?>
<ol class="desk-viewer__pages"><?cs each:p = Papers ?><li><a href="<?cs var:p.Href ?>"<?cs if:p.Src ?> data-src="<?cs var:p.Src ?>" data-alt="<?cs var:t2("desk.paper_alt", p.Name, p.Place) ?>" data-proves="<?cs var:p.Proves ?>" data-code="<?cs var:p.Code ?>"<?cs /if ?><?cs if:p.Here ?> aria-current="true"<?cs /if ?>><b class="desk-proof" aria-hidden="true"><?cs var:p.Number ?></b> <?cs var:p.Name ?> <?cs var:p.Place ?><?cs if:p.New ?> <?cs call:desk_new() ?><?cs /if ?></a></li><?cs /each ?></ol><?cs if:subcount(Slips) > #0 ?>
<div data-base="<?cs var:Slip.Base ?>"><p class="qiao-quiet"><?cs var:T.desk.slip.what ?></p>
<p class="desk-chips"><?cs each:s = Slips ?><a href="<?cs var:s.Href ?>" data-word="<?cs var:s.Word ?>" data-key="<?cs var:s.Key ?>" data-key-label="<?cs var:T.desk.step.ask_correction ?>: <?cs var:s.Text ?>"><?cs var:s.Text ?> <kbd class="desk-kbd"><?cs var:s.Key ?></kbd></a><?cs /each ?></p></div><?cs /if ?>
</div><?cs else ?>
<p class="qiao-quiet"><?cs var:T.desk.no_papers ?></p><?cs /if ?>
</section><?cs /def ?><?cs

def:matter_wanted() ?><?cs if:subcount(Materials) > #0 || subcount(Statements) > #0 ?><section class="qiao-card"><h2><?cs var:T.desk.wanted ?></h2><?cs if:subcount(Materials) > #0 ?>
<dl class="qiao-facts"><?cs each:n = Materials ?><div><dt><?cs var:n.Name ?></dt><dd><?cs if:n.Count == #1 ?><?cs var:T.desk.count_file ?><?cs elif:n.Count ?><?cs var:t1("desk.count_files", n.Count) ?><?cs else ?><?cs var:T.desk.none_given ?><?cs /if ?><?cs if:n.Optional ?> · <?cs var:T.desk.optional ?><?cs /if ?><?cs if:n.Fixed ?> <strong class="govuk-tag govuk-tag--done"><?cs var:T.desk.fixed ?></strong><?cs /if ?></dd></div><?cs /each ?></dl><?cs /if ?><?cs if:subcount(Statements) > #0 ?>
<h3><?cs var:T.statement.desk ?></h3>
<p class="qiao-quiet"><?cs if:StatementsAt ?><?cs var:t1("statement.desk_signed", StatementsAt) ?><?cs else ?><?cs var:T.statement.desk_unsigned ?><?cs /if ?></p><?cs each:s = Statements ?>
<?cs call:statement_details(s) ?><?cs /each ?><?cs /if ?>
</section><?cs /if ?><?cs /def ?><?cs

def:matter_again(o) ?><br><?cs if:o.Href ?><a href="<?cs var:o.Href ?>"><?cs var:o.Ref ?></a><?cs else ?><?cs var:o.Ref ?><?cs /if ?> · <?cs var:o.State ?> · <?cs var:o.Unit ?> · <?cs var:o.Day ?><?cs /def ?><?cs

def:matter_twice() ?><?cs if:subcount(Twice) > #0 ?><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><div class="govuk-warning-text__text"><?cs var:T.desk.twice ?><?cs each:o = Twice ?><?cs call:matter_again(o) ?><?cs /each ?></div></div>
<?cs /if ?><?cs if:subcount(Alike) > #0 ?><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><div class="govuk-warning-text__text"><?cs var:T.desk.alike ?><?cs each:o = Alike ?><?cs call:matter_again(o) ?><?cs /each ?></div></div>
<?cs /if ?><?cs /def ?><?cs

def:matter_others() ?><?cs if:subcount(Others) > #0 ?><section class="qiao-card"><h2><?cs var:T.desk.others ?></h2>
<ul class="qiao-rows"><?cs each:o = Others ?><li><a href="<?cs var:o.Href ?>"><b><?cs var:o.Name ?></b></a><span><?cs var:o.Ref ?> · <?cs var:o.State ?> · <?cs var:o.Day ?></span></li><?cs /each ?></ul></section><?cs /if ?><?cs /def ?><?cs

def:matter_news() ?><?cs if:News.Since.Text ?><div class="govuk-inset-text"><?cs var:t1("desk.news.since", News.Since.Text) ?><?cs if:News.Answers ?> <?cs var:t1("desk.news.answers", News.Answers) ?><?cs /if ?><?cs if:News.Papers ?> <?cs var:t1("desk.news.papers", News.Papers) ?><?cs /if ?><?cs if:News.Acts ?> <?cs var:t1("desk.news.acts", News.Acts) ?><?cs /if ?></div>
<?cs /if ?><?cs /def ?><?cs

def:matter_correction() ?><?cs if:Correction.Round ?><section class="qiao-card"><h2><?cs var:t1("desk.correction.card", Correction.Round) ?></h2>
<p class="qiao-quiet"><?cs if:Correction.Answered.Text ?><?cs var:t1("desk.correction.answered", Correction.Answered.Text) ?><?cs else ?><?cs var:t2("desk.correction.asked", Correction.Asked.Text, Correction.Due) ?><?cs if:Correction.Extended ?> · <?cs var:T.desk.correction.extended ?><?cs /if ?><?cs if:Matter.StateWord == "correction" ?><br><?cs var:T.desk.correction.unsent ?><?cs /if ?><?cs /if ?></p>
<ul class="qiao-rows"><?cs each:i = Correction.Items ?><li><b><?cs var:i.Label ?></b><?cs each:w = i.Sentence ?><span><?cs var:w.Line ?></span><?cs /each ?><?cs each:w = i.Own ?><span class="qiao-quiet" lang="<?cs var:OwnCode ?>"><?cs var:w.Line ?></span><?cs /each ?></li><?cs /each ?></ul></section><?cs /if ?><?cs /def ?><?cs

def:matter_decision() ?><?cs if:Decision.Outcome ?><section class="qiao-card"><h2><?cs var:T.desk.decision ?> · <?cs var:Decision.Outcome ?></h2>
<?cs if:Decision.By ?><p class="qiao-quiet"><?cs var:t2("desk.decision_by", Decision.By, Decision.Proposed.Text) ?></p>
<?cs /if ?><?cs call:desk_words(Decision.Reason) ?><?cs call:desk_own(Decision.Own) ?><?cs if:Decision.Remedies ?>
<div class="govuk-inset-text"><?cs var:Decision.Remedies ?></div><?cs /if ?><?cs if:Decision.Verdict ?>
<p><b><?cs var:Decision.DecidedBy ?> <?cs var:Decision.Verdict ?></b> <span class="qiao-quiet"><?cs var:Decision.Decided.Text ?></span></p>
<?cs call:desk_words(Decision.Note) ?><?cs /if ?></section><?cs /if ?><?cs /def ?><?cs

def:matter_result() ?><?cs if:subcount(Result.Text) > #0 ?><section class="qiao-card"><h2><?cs var:T.desk.result ?></h2>
<?cs call:desk_words(Result.Text) ?><?cs if:Result.Told ?>
<p><?cs var:Result.Told ?></p><?cs /if ?><?cs if:subcount(Result.Original) > #0 ?>
<h3 class="qiao-quiet"><?cs if:Result.Department ?><?cs var:T.clerk.said ?><?cs else ?><?cs var:T.desk.result_zh ?><?cs /if ?></h3><?cs call:desk_words(Result.Original) ?><?cs /if ?>
<p class="qiao-quiet"><?cs var:Result.Delivery ?><?cs if:Result.Note ?> · <?cs var:Result.Note ?><?cs /if ?> · <?cs var:Result.Issued.Text ?><?cs if:Result.Fetched.Text ?> · <?cs var:t1("desk.result_fetched", Result.Fetched.Text) ?><?cs /if ?></p><?cs if:Result.Href ?>
<p><a class="govuk-link" href="<?cs var:Result.Href ?>"><?cs var:T.desk.result_file ?></a></p><?cs /if ?></section><?cs /if ?><?cs /def ?><?cs

def:matter_writs() ?><?cs if:subcount(Writs) > #0 ?><section class="qiao-card"><h2><?cs var:T.writ.list ?></h2>
<ul class="qiao-rows"><?cs each:w = Writs ?><li><?cs if:w.Href ?><a href="<?cs var:w.Href ?>" target="_blank" rel="noopener"><b><?cs var:text("writ.kind_" + w.Kind) ?></b></a><?cs else ?><b><?cs var:text("writ.kind_" + w.Kind) ?></b><span><?cs var:T.writ.making ?></span><?cs /if ?><span><time datetime="<?cs var:w.At.Iso ?>"><?cs var:w.At.Text ?></time></span><?cs if:w.Standing ?><span><?cs var:text("writ.standing_" + w.Standing) ?></span><?cs /if ?></li><?cs /each ?></ul></section><?cs /if ?><?cs /def ?><?cs

def:matter_notes() ?><section class="qiao-card" id="notes"><h2><?cs var:T.desk.notes.title ?></h2>
<p class="qiao-quiet"><?cs var:T.desk.notes.text ?></p><?cs if:NotesBroken ?>
<p class="govuk-error-message"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:T.desk.notes.broken ?></p><?cs /if ?><?cs if:subcount(Notes) > #0 ?>
<ul class="qiao-rows"><?cs each:n = Notes ?><?cs call:desk_note(n) ?><?cs /each ?></ul><?cs /if ?>
<form method="post" action="<?cs var:NoteHref ?>"><input type="hidden" name="token" value="<?cs var:Token ?>"><input type="hidden" name="once" value="<?cs var:NoteOnce ?>">
<label class="govuk-label" for="f-words"><?cs var:T.desk.notes.new ?> <kbd class="desk-kbd">O</kbd></label><textarea class="govuk-textarea" id="f-words" name="words" rows="2" maxlength="1000" data-key="o" data-key-label="<?cs var:T.desk.notes.new ?>"></textarea>
<button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.desk.notes.button ?></button></form></section><?cs /def ?><?cs

def:matter_record() ?><section class="qiao-card"><h2><?cs var:T.desk.record ?></h2>
<ol class="qiao-way"><?cs each:e = Events ?><li class="is-done"><b><?cs var:e.Text ?></b><?cs if:e.New ?> <?cs call:desk_new() ?><?cs /if ?><span><time datetime="<?cs var:e.At.Iso ?>"><?cs var:e.At.Text ?></time> · <?cs var:e.Who ?><?cs if:e.Number ?> <span class="qiao-unbroken"><?cs var:e.Number ?></span><?cs /if ?></span><?cs each:w = e.Detail ?><span><?cs var:w.Line ?></span><?cs /each ?></li><?cs /each ?>
<li class="is-now" aria-current="step"><b><?cs var:Matter.State ?></b><span><?cs var:T.desk.opening_told ?></span></li></ol></section><?cs /def ?><?cs

def:matter_jump() ?><?cs if:subcount(Steps) > #0 ?><p class="desk-jump"><?cs each:s = Steps ?><?cs if:s.Main && !s.Once ?><a class="is-main" href="<?cs var:s.Href ?>"><?cs var:s.Text ?></a><?cs /if ?><?cs /each ?><a href="#next-steps"><?cs var:T.desk.next_all ?></a></p><?cs /if ?><?cs /def ?><?cs

def:matter_steps() ?><section class="qiao-card" id="next-steps"><h2><?cs var:T.desk.next ?></h2><?cs if:Silent ?>
<p class="govuk-inset-text"><?cs var:Silent ?></p><?cs /if ?>
<div class="desk-acts"><?cs each:s = Steps ?><?cs if:s.Once ?><form method="post" action="<?cs var:s.Href ?>"><input type="hidden" name="token" value="<?cs var:Token ?>"><input type="hidden" name="once" value="<?cs var:s.Once ?>"><input type="hidden" name="version" value="<?cs var:Matter.Version ?>"><button type="submit" data-key="<?cs var:s.Key ?>"><?cs var:s.Text ?> <kbd class="desk-kbd"><?cs var:s.Letter ?></kbd></button></form><?cs else ?><a href="<?cs var:s.Href ?>" data-key="<?cs var:s.Key ?>"<?cs if:s.Main ?> class="is-main"<?cs elif:s.Stop ?> class="is-stop"<?cs /if ?>><?cs var:s.Text ?> <kbd class="desk-kbd"><?cs var:s.Letter ?></kbd></a><?cs /if ?><?cs /each ?></div><?cs if:IsOwnProposal ?>
<p><?cs var:T.desk.own_proposal ?></p><?cs elif:subcount(Steps) == #0 ?>
<p><?cs var:T.desk.no_steps ?></p><?cs /if ?>
<p class="qiao-quiet"><kbd class="desk-kbd">J</kbd> <?cs var:T.desk.next_matter ?> <kbd class="desk-kbd">?</kbd> <a class="govuk-link" href="<?cs var:KeysHref ?>"><?cs var:T.desk.all_keys ?></a></p></section><?cs /def ?><?cs

def:matter_clock() ?><section class="qiao-card"><h2><?cs var:T.desk.clock ?></h2>
<dl class="qiao-facts"><?cs if:Matter.DueDay ?><div><dt><?cs var:Matter.DueName ?></dt><dd><?cs var:Matter.DueDay ?></dd></div><?cs /if ?><?cs if:Matter.LawDay ?><div><dt><?cs var:T.desk.clock_law ?></dt><dd><?cs var:Matter.LawDay ?><?cs if:Matter.LawMissingYear ?><br><span class="qiao-quiet"><?cs var:t1("time.provisional", Matter.LawMissingYear) ?></span><?cs /if ?></dd></div><?cs /if ?><?cs if:Due.Left ?><div><dt><?cs var:T.desk.clock_left ?></dt><dd><?cs call:desk_due(Due, Due.Left) ?></dd></div><?cs /if ?><?cs if:Due.MissingYear ?><div><dt><?cs var:T.desk.due.calendar ?></dt><dd><?cs var:t1("time.provisional", Due.MissingYear) ?></dd></div><?cs /if ?><div><dt><?cs var:T.desk.clock_unit ?></dt><dd><?cs var:Matter.Unit ?></dd></div><?cs if:Matter.Department ?><div><dt><?cs var:T.tracking.department ?></dt><dd><?cs var:Matter.Department ?></dd></div><?cs elif:Matter.Meant ?><div><dt><?cs var:T.tracking.to ?></dt><dd><?cs var:Matter.Meant ?></dd></div><?cs /if ?></dl><p><a class="govuk-link" href="<?cs var:GuideHref ?>"><?cs var:T.desk.then.link ?></a></p><?cs if:HoldHref ?><p><a class="govuk-link" href="<?cs var:HoldHref ?>"><?cs var:T.desk.hold.link ?></a></p><?cs /if ?></section><?cs /def ?><?cs

def:matter_person() ?><section class="qiao-card"><h2><?cs var:T.desk.person ?></h2>
<dl class="qiao-facts"><div><dt><?cs var:T.desk.person_place ?></dt><dd><?cs var:Person.Place ?></dd></div><div><dt><?cs var:T.desk.person_now ?></dt><dd><?cs var:Person.Time ?><?cs if:Person.Asleep ?> · <?cs var:T.desk.asleep ?><?cs /if ?></dd></div><?cs if:subcount(Contacts) > #0 ?><div><dt><?cs var:T.desk.person_contact ?></dt><dd><?cs each:c = Contacts ?><?cs var:c.Masked ?><?cs if:!last(c) ?><br><?cs /if ?><?cs /each ?></dd></div><?cs /if ?><div><dt><?cs var:T.desk.person_language ?></dt><dd><?cs var:Person.Lang ?></dd></div></dl></section><?cs /def ?><?cs

def:matter_review() ?><?cs if:Review.Href ?><section class="qiao-card" id="review"><h2><?cs var:T.desk.review.matter ?></h2>
<p class="qiao-quiet"><?cs var:T.desk.review.matter_text ?></p>
<form method="post" action="<?cs var:Review.Href ?>"><input type="hidden" name="token" value="<?cs var:Token ?>"><input type="hidden" name="once" value="<?cs var:Review.Once ?>"><input type="hidden" name="version" value="<?cs var:Matter.Version ?>">
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend"><?cs var:T.desk.review.column_finding ?></legend><div class="govuk-radios"><?cs each:o = Findings ?><div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="finding-<?cs var:o.Value ?>" name="finding" value="<?cs var:o.Value ?>"><label class="govuk-label govuk-radios__label" for="finding-<?cs var:o.Value ?>"><?cs var:o.Label ?></label></div><?cs /each ?></div></fieldset>
<label class="govuk-label" for="f-found"><?cs var:T.desk.review.words ?></label><div class="govuk-hint" id="h-found"><?cs var:T.desk.review.words_hint ?></div><textarea class="govuk-textarea" id="f-found" name="found" rows="3" maxlength="1600" aria-describedby="h-found"></textarea>
<p><button class="govuk-button" type="submit"><?cs var:T.desk.review.save ?></button> <a class="govuk-link" href="<?cs var:Review.ListHref ?>"><?cs var:T.desk.review.one ?></a></p></form></section><?cs /if ?><?cs /def ?><?cs

call:desk_start() ?>
<div class="desk-grid">
<?cs call:desk_beside() ?>
<article class="desk-matter"><?cs call:desk_told() ?><?cs call:desk_title() ?><?cs if:Matter.IsOthers ?>
<div class="govuk-inset-text"><?cs var:t2("desk.claimed_by", Matter.Officer, Matter.Claimed.Text) ?></div><?cs elif:Matter.IsMine ?>
<p class="qiao-quiet"><?cs var:t1("desk.claimed_by_you", Matter.Claimed.Text) ?></p><?cs /if ?><?cs if:Matter.Meant ?>
<div class="govuk-inset-text"><?cs var:t1("desk.transfer.meant", Matter.Meant) ?></div><?cs /if ?><?cs if:Returned.Who ?>
<div class="govuk-inset-text" id="returned"><p><b><?cs if:Returned.IsOwn ?><?cs var:t2("desk.transfer.taken_back", Returned.Who, Returned.At.Text) ?><?cs else ?><?cs var:t2("desk.transfer.returned", Returned.Who, Returned.At.Text) ?><?cs /if ?></b></p><?cs call:desk_words(Returned.Words) ?></div><?cs /if ?><?cs if:subcount(Typed) > #0 ?>
<section class="qiao-card"><h2><?cs var:T.desk.typed ?></h2><?cs call:desk_words(Typed) ?></section><?cs /if ?>
<?cs if:subcount(Handed.It.Words) > #0 ?><div class="govuk-inset-text"><ul class="qiao-rows"><?cs call:desk_note(Handed.It) ?></ul></div><?cs /if ?><?cs call:matter_twice() ?><?cs call:matter_news() ?><div class="desk-pair"><?cs call:matter_answers() ?>
<?cs call:matter_papers() ?></div>
<?cs call:desk_transfer() ?><?cs call:matter_wanted() ?><?cs call:matter_correction() ?><?cs call:desk_owed() ?><?cs call:matter_decision() ?><?cs call:matter_result() ?><?cs call:matter_writs() ?><?cs call:matter_review() ?><?cs call:matter_notes() ?><?cs call:matter_record() ?><?cs call:matter_jump() ?></article>
<aside class="desk-next"><?cs call:matter_steps() ?><?cs call:desk_promised() ?>
<?cs call:matter_clock() ?>
<?cs call:matter_person() ?><?cs call:matter_others() ?></aside>
</div>
<?cs call:desk_end() ?>
