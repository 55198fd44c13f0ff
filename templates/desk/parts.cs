<?cs # What several pages of the desk show: the queue's list, the head of a matter, ready sentences. ?><?cs

def:desk_due(due, words) ?><span class="desk-due<?cs if:due.IsOver ?> is-over<?cs elif:due.IsSoon ?> is-soon<?cs /if ?>"><?cs var:words ?></span><?cs if:due.MissingYear ?> <span class="qiao-quiet" title="<?cs var:t1("time.provisional", due.MissingYear) ?>"><?cs var:T.desk.due.provisional ?></span><?cs /if ?><?cs /def ?><?cs

def:desk_new() ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.desk.news.mark ?></strong><?cs /def ?><?cs

def:desk_item(item) ?><li<?cs if:item.Here ?> aria-current="true"<?cs /if ?>><a href="<?cs var:item.Href ?>"<?cs if:item.Next ?> data-key="j" data-key-label="<?cs var:T.desk.next_matter ?>"<?cs elif:item.Back ?> data-key="k" data-key-label="<?cs var:T.desk.previous_matter ?>"<?cs /if ?>><b><?cs var:item.Name ?></b><?cs call:desk_due(item.Due, item.Due.Text) ?><span><?cs var:item.Ref ?> · <?cs var:item.Place ?> <?cs var:item.Time ?><?cs if:item.Asleep ?> <?cs var:T.desk.asleep ?><?cs /if ?></span></a></li><?cs /def ?><?cs

def:desk_beside() ?><section class="desk-queue" aria-label="<?cs var:List.Name ?>">
<nav class="desk-filters"><a href="<?cs var:List.Href ?>"><?cs var:List.Name ?></a></nav><?cs if:subcount(Queue) > #0 ?>
<ol><?cs each:i = Queue ?><?cs call:desk_item(i) ?>
<?cs /each ?></ol><?cs else ?>
<p class="qiao-quiet"><?cs var:T.desk.nothing ?></p><?cs /if ?>
</section><?cs /def ?><?cs

def:desk_title() ?><h1><?cs var:Matter.Name ?> <strong class="govuk-tag govuk-tag--<?cs var:Matter.Tag ?>"><?cs var:Matter.State ?></strong></h1>
<p class="qiao-quiet"><?cs var:Matter.Ref ?> · <?cs var:t1("desk.submission", Matter.Submissions) ?> · <?cs var:t1("desk.received", Matter.Submitted.Text) ?> · <?cs var:Matter.Rule ?><?cs if:Due.Left ?> · <?cs call:desk_due(Due, Due.Left) ?><?cs /if ?><?cs if:PapersDue.Text ?> · <?cs call:desk_due(PapersDue, PapersDue.Text) ?><?cs /if ?></p><?cs /def ?><?cs

def:desk_told() ?><?cs if:Told ?><div class="govuk-warning-text" role="alert"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><?cs var:Told ?></strong></div>
<?cs /if ?><?cs /def ?><?cs

def:desk_act_head() ?><?cs call:desk_told() ?><p><a class="govuk-back-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.back_to_matter ?></a></p>
<?cs call:desk_title() ?><?cs if:Matter.IsOthers ?>
<div class="govuk-inset-text"><?cs var:t2("desk.claimed_by", Matter.Officer, Matter.Claimed.Text) ?></div><?cs /if ?><?cs if:Matter.Meant ?>
<div class="govuk-inset-text"><?cs var:t1("desk.transfer.meant", Matter.Meant) ?></div><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:Page.Title ?></h2><?cs /def ?><?cs

def:desk_edit(boxes) ?><?cs if:subcount(boxes) > #0 ?> <button class="govuk-button govuk-button--secondary" type="submit" name="show" value="edit"><?cs var:T.desk.ready_edit ?></button><?cs /if ?><?cs /def ?><?cs

def:desk_ready(boxes) ?><?cs if:subcount(boxes) > #0 ?><ul class="desk-sentences"><?cs each:b = boxes ?>
<li><label><input type="checkbox" name="<?cs var:b.Name ?>" value="1"<?cs if:b.Checked ?> checked<?cs /if ?><?cs if:b.Key ?> data-key="<?cs var:b.Key ?>" data-key-label="<?cs var:b.Text ?>"<?cs /if ?>> <span><?cs var:b.Text ?><?cs if:b.Lacks ?> <strong class="govuk-tag govuk-tag--wait"><?cs var:b.Lacks ?></strong><?cs /if ?><?cs if:b.Where ?><br><span class="qiao-quiet"><?cs var:t1("desk.decline.where_said", b.Where) ?></span><?cs elif:b.Nowhere ?><br><span class="qiao-quiet"><?cs var:T.desk.decline.where_open ?></span><?cs /if ?></span><?cs if:b.Key ?> <kbd class="desk-kbd" aria-hidden="true"><?cs var:b.Key ?></kbd><?cs /if ?></label></li><?cs /each ?>
</ul><?cs /if ?><?cs /def ?><?cs

def:desk_words(lines) ?><?cs each:w = lines ?><p><?cs var:w.Line ?></p><?cs /each ?><?cs /def ?><?cs

def:desk_button(label) ?><button class="govuk-button" type="submit" autofocus><?cs var:label ?></button><?cs /def ?><?cs

def:desk_transfer() ?><?cs if:Transfer.Name ?><section class="qiao-card"><h2><?cs var:T.clerk.card ?>&nbsp;· <?cs var:Transfer.Name ?></h2>
<dl class="qiao-facts"><?cs if:Transfer.Since.Text ?><div><dt><?cs var:T.clerk.since ?></dt><dd><?cs var:Transfer.Since.Text ?></dd></div><?cs /if ?><?cs if:Transfer.Answered.Text ?><div><dt><?cs var:T.clerk.answered ?></dt><dd><?cs var:Transfer.Answered.Text ?></dd></div><?cs elif:Transfer.Taken.Text ?><div><dt><?cs var:T.clerk.taken ?></dt><dd><?cs var:Transfer.Taken.Text ?></dd></div><?cs elif:Transfer.TakeBy ?><div><dt><?cs if:Transfer.IsFinal ?><?cs var:T.clerk.take_only ?><?cs else ?><?cs var:T.clerk.take_by ?><?cs /if ?></dt><dd><?cs var:Transfer.TakeBy ?><?cs if:Transfer.IsLate ?> <strong class="govuk-tag govuk-tag--stop"><?cs var:T.clerk.late ?></strong><?cs /if ?></dd></div><?cs /if ?><?cs if:subcount(Transfer.Items) > #0 ?><div><dt><?cs var:T.clerk.forwarded ?></dt><dd><?cs each:i = Transfer.Items ?><?cs if:!first(i) ?> · <?cs /if ?><?cs var:i.Name ?><?cs /each ?></dd></div><?cs /if ?></dl><?cs if:subcount(Transfer.Note) > #0 ?>
<h3 class="qiao-quiet"><?cs var:T.clerk.note ?></h3><?cs call:desk_words(Transfer.Note) ?><?cs /if ?><?cs if:subcount(Transfer.Answer) > #0 ?>
<h3 class="qiao-quiet"><?cs var:T.clerk.said ?></h3><?cs call:desk_words(Transfer.Answer) ?><?cs /if ?><?cs if:subcount(Transfer.Own) > #0 ?>
<h3 class="qiao-quiet"><?cs var:T.clerk.said_own ?></h3><?cs call:desk_words(Transfer.Own) ?><?cs /if ?></section><?cs /if ?><?cs /def ?><?cs

def:desk_note(note) ?><li><b><?cs if:note.Hand ?><?cs var:T.desk.notes.hand ?><?cs else ?><?cs var:T.desk.notes.one ?><?cs /if ?></b><?cs if:note.New ?> <?cs call:desk_new() ?><?cs /if ?><?cs each:w = note.Words ?><span><?cs var:w.Line ?></span><?cs /each ?><span class="qiao-quiet"><?cs var:note.Who ?> · <time datetime="<?cs var:note.At.Iso ?>"><?cs var:note.At.Text ?></time></span></li><?cs /def ?><?cs

def:desk_version() ?><input type="hidden" name="version" value="<?cs var:Matter.Version ?>"><?cs /def ?><?cs

def:forward_changed() ?><?cs if:Changed.Since ?><div class="govuk-inset-text"><p><?cs var:t1("clerk.changed_since", Changed.Since) ?> <b><?cs each:i = Changed.Items ?><?cs if:!first(i) ?> · <?cs /if ?><?cs var:i.Name ?><?cs /each ?></b></p><?cs if:AskHref ?><p><a class="govuk-link" href="<?cs var:AskHref ?>"><?cs var:T.clerk.ask_anew ?></a></p><?cs /if ?></div>
<?cs /if ?><?cs /def ?><?cs

def:desk_promised() ?><?cs if:subcount(Promised) > #0 ?><section class="qiao-card"><h2><?cs var:T.desk.pending.promised ?></h2>
<ul class="qiao-rows"><?cs each:p = Promised ?><li><b><?cs var:p.Label ?></b><span><?cs var:p.By ?></span></li><?cs /each ?></ul>
<p class="qiao-quiet"><?cs var:T.desk.pending.promised_text ?></p></section><?cs /if ?><?cs /def ?><?cs

def:desk_owed() ?><?cs if:Owed.By ?><section class="qiao-card"><h2><?cs var:T.desk.pending.card ?></h2>
<p class="qiao-quiet"><?cs if:Owed.IsOver ?><strong class="govuk-tag govuk-tag--stop"><?cs var:t1("desk.pending.over", Owed.By) ?></strong> <?cs var:T.desk.pending.warning ?><?cs else ?><?cs var:t1("desk.pending.by_day", Owed.By) ?><?cs /if ?></p><?cs if:Owed.Since ?>
<div class="govuk-inset-text"><?cs var:T.desk.pending.since_text ?></div><?cs /if ?>
<ul class="qiao-rows"><?cs each:p = Owed.Papers ?><li><b><?cs var:p.Label ?></b><span><?cs if:p.Came.Text ?><?cs var:t1("desk.pending.came", p.Came.Text) ?><?cs if:p.Since ?> <strong class="govuk-tag govuk-tag--wait"><?cs var:T.desk.pending.since ?></strong><?cs /if ?><?cs else ?><?cs var:T.desk.pending.open ?><?cs /if ?></span></li><?cs /each ?></ul></section><?cs /if ?><?cs /def ?><?cs

def:desk_absent() ?><?cs if:Absent ?><?cs call:field_group("absent") ?><?cs call:field_notes("absent", "") ?>
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-absent" name="absent" value="1"<?cs if:Form.F.absent.Value ?> checked<?cs /if ?> data-key="n" data-key-label="<?cs var:Absent ?>"<?cs call:field_state("absent", T.desk.presence.hint) ?>><label class="govuk-label govuk-checkboxes__label" for="f-absent"><?cs var:Absent ?> <kbd class="desk-kbd">N</kbd></label><div class="govuk-hint govuk-checkboxes__hint" id="h-absent"><?cs var:T.desk.presence.hint ?></div></div></div>
</div><?cs /if ?><?cs /def ?><?cs

def:desk_hand() ?><?cs if:HandNeeded ?><?cs call:field_textarea("hand", T.desk.hand, T.desk.hand_needed_hint) ?><?cs else ?><?cs call:field_textarea("hand", T.desk.hand, T.desk.hand_hint) ?><?cs /if ?><?cs /def ?><?cs

def:desk_both(name, label, hint) ?><?cs if:OwnLang ?><?cs call:field_textarea(name + "_zh", t2("desk.wording.in", label, T.desk.lang.zh), T.desk.wording.zh_hint) ?>
<?cs call:field_textarea(name, t2("desk.wording.in", label, OwnLang), hint) ?><?cs else ?><?cs call:field_textarea(name, label, hint) ?><?cs /if ?><?cs /def ?><?cs

def:desk_own(words) ?><?cs if:subcount(words) > #0 ?><p class="qiao-quiet"><?cs var:t1("desk.wording.own", OwnLang) ?></p>
<div lang="<?cs var:OwnCode ?>"><?cs call:desk_words(words) ?></div><?cs /if ?><?cs /def ?><?cs

def:desk_chinese() ?><?cs if:Chinese ?><?cs call:field_checkbox("chinese", Chinese, T.desk.wording.hint) ?>
<?cs /if ?><?cs /def ?><?cs

def:desk_take() ?><?cs if:TakeOver ?>
<div class="govuk-form-group<?cs if:Form.F.take.Error ?> govuk-form-group--error<?cs /if ?>"><?cs if:Form.F.take.Error ?><p class="govuk-error-message" id="e-take"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:Form.F.take.Error ?></p><?cs /if ?>
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="f-take" name="take" value="1"<?cs if:Form.F.take.Value ?> checked<?cs /if ?><?cs if:Form.F.take.Error ?> aria-invalid="true" aria-describedby="e-take"<?cs /if ?>><label class="govuk-label govuk-checkboxes__label" for="f-take"><?cs var:TakeOver ?></label></div></div>
</div><?cs /if ?><?cs /def ?>
