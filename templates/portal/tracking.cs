<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<?cs with:m = Matter.It ?><h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="qiao-number"><?cs var:T.tracking.number ?> <b><?cs var:Ref ?></b> <?cs call:state_tag(m.State) ?></p>
<?cs if:m.Turn == "resident" ?><section class="qiao-next"><?cs if:Correct ?><h2><?cs if:Items == #1 ?><?cs var:T.tracking.now_correct_one ?><?cs else ?><?cs var:t1("tracking.now_correct", Items) ?><?cs /if ?></h2><?cs each:i = Asked ?><p class="qiao-lines"><b><?cs var:i.Name ?></b><br><?cs var:i.Sentence ?></p><?cs /each ?><p><?cs var:T.tracking.correct_only ?></p><?cs else ?><h2><?cs var:text("tracking.now_" + m.State) ?></h2><p><?cs var:Next ?></p><?cs /if ?><?cs
 if:Correct ?><?cs if:subcount(Asked) == #1 && Asked.0.Photo ?><?cs call:link_button(Asked.0.Photo, t1("tracking.photo", Asked.0.Name)) ?><?cs else ?><?cs call:link_button(Correct, T.tracking.correct) ?><?cs /if ?><?cs elif:Result ?><?cs call:link_button(Result, T.tracking.see_result) ?><?cs /if ?><?cs
 if:CorrectBy ?><p class="qiao-quiet"><?cs var:t1("tracking.correct_by", CorrectBy) ?></p><?cs /if ?></section><?cs
else ?><section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:text("tracking.now_" + m.State) ?></h2><p><?cs var:Next ?></p><?cs
 if:Reason ?><div class="govuk-inset-text"><p><?cs var:Reason ?></p></div><?cs /if ?><?cs
 if:Result ?><?cs call:link_button(Result, T.tracking.see_result) ?><?cs /if ?></section><?cs /if ?>
<?cs if:m.Turn != "nobody" ?><dl class="qiao-facts qiao-card"><div><dt><?cs var:T.tracking.with ?></dt><dd><?cs var:m.Unit ?></dd></div><?cs
 if:m.Due ?><div><dt><?cs var:T.tracking.due ?></dt><dd><?cs var:m.Due ?><br><?cs if:IsLate ?><strong class="govuk-tag govuk-tag--stop"><?cs var:T.tracking.late ?></strong><?cs elif:DaysLeft ?><span class="qiao-quiet"><?cs if:DaysLeft == #1 ?><?cs var:T.tracking.days_left_one ?><?cs else ?><?cs var:t1("tracking.days_left", DaysLeft) ?><?cs /if ?></span><?cs elif:m.Turn == "office" ?><span class="qiao-quiet"><?cs var:T.tracking.today ?></span><?cs /if ?></dd></div><?cs /if ?></dl><?cs
 if:!Now.Same ?><div class="qiao-clocks"><p><?cs var:Now.Place ?> <b><time datetime="<?cs var:Now.Iso ?>"><?cs var:Now.Here ?></time></b></p><p><?cs var:T.time.wenzhou ?> <b><time datetime="<?cs var:Now.Iso ?>"><?cs var:Now.Wenzhou ?></time></b></p></div><?cs /if ?><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.tracking.way ?></h2>
<div class="qiao-card"><ol class="qiao-way"><?cs each:e = Events ?><li class="is-done"><b><?cs var:e.Did ?></b><span><?cs call:moment(e.At) ?></span><?cs if:e.Unit ?><span><?cs var:e.Unit ?><?cs if:e.Number ?> · <?cs var:t1("tracking.officer", e.Number) ?><?cs /if ?></span><?cs /if ?><?cs if:e.Detail && e.Detail != Reason ?><span class="qiao-lines"><?cs var:e.Detail ?></span><?cs /if ?></li><?cs /each ?><?cs
 if:m.Turn != "nobody" ?><li class="is-now" aria-current="step"><b><?cs var:text("tracking.step_" + m.State) ?></b></li><?cs if:m.State != "issued" ?><li><span><?cs var:text("tracking.later_" + m.State) ?></span></li><?cs /if ?><?cs /if ?></ol></div>
<h2 class="govuk-heading-m"><?cs var:T.tracking.views ?></h2>
<?cs if:subcount(Views) > #0 ?><?cs call:view_rows(Views) ?><?cs else ?><p class="govuk-body"><?cs var:T.views.nobody ?></p><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:AllViews ?>"><?cs var:T.tracking.all_views ?></a></p>
<?cs if:Receipt || Withdraw ?><ul class="qiao-rows qiao-card"><?cs if:Receipt ?><li><a href="<?cs var:Receipt ?>"><b><?cs var:T.tracking.receipt ?></b></a></li><?cs /if ?><?cs if:StatementsHref ?><li><a href="<?cs var:StatementsHref ?>"><b><?cs var:T.statement.open ?></b></a></li><?cs /if ?><?cs if:Withdraw ?><li><a href="<?cs var:Withdraw ?>"><b><?cs var:T.tracking.withdraw ?></b></a></li><?cs /if ?></ul><?cs /if ?><?cs /with ?>
<?cs call:page_end() ?>
