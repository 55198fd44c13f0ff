<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Verdict.Of ?></p>
<section class="qiao-next"><h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1><p><?cs var:Verdict.Text ?></p><?cs
 if:subcount(Verdict.Needs) > #0 ?><p><?cs var:T.questions.needs ?></p><ul class="govuk-list govuk-list--bullet"><?cs each:n = Verdict.Needs ?><li><?cs var:n.Name ?></li><?cs /each ?></ul><?cs /if ?><?cs
 if:Verdict.Other.Paused ?><h2 class="govuk-heading-s"><?cs var:Verdict.Other.Name ?></h2><?cs call:paused_note(Verdict.Other) ?><p><a class="govuk-link" href="<?cs var:Verdict.Other.Href ?>"><?cs var:T.questions.guide ?><?cs call:hidden_of(Verdict.Other.Name) ?></a></p><?cs elif:Verdict.Other.Href ?><?cs call:link_button(Verdict.Other.Href, Verdict.Other.Name) ?><?cs /if ?><?cs
 if:Verdict.Href ?><?cs if:Verdict.Draft ?><?cs call:link_button(Verdict.Href, T.questions.keep) ?><?cs elif:Verdict.Transfer ?><?cs call:link_button(Verdict.Href, T.guide.send) ?><?cs else ?><?cs call:begin_button(Verdict.Href, Verdict.Begin) ?><?cs /if ?><?cs /if ?><?cs
 if:Verdict.Booking.Paused ?><h2 class="govuk-heading-s"><?cs var:Verdict.Booking.Name ?></h2><?cs call:paused_note(Verdict.Booking) ?><?cs elif:Verdict.Booking.Href ?><p><a class="govuk-link" href="<?cs var:Verdict.Booking.Href ?>"><?cs var:T.questions.book ?></a></p><?cs /if ?></section>
<?cs call:answers_list(Answers) ?>
<ul class="qiao-rows qiao-card"><?cs if:Verdict.Other.GuideHref ?><li><a href="<?cs var:Verdict.Other.GuideHref ?>"><b><?cs var:T.questions.guide ?></b><span><?cs var:Verdict.Other.Name ?></span></a></li><?cs /if ?><li><a href="<?cs var:Verdict.GuideHref ?>"><b><?cs var:T.questions.guide ?></b><span><?cs var:Verdict.Of ?></span></a></li><?cs if:!Verdict.Href ?><li><a href="<?cs var:Url.formalities ?>"><b><?cs var:T.catalogue.all ?></b></a></li><?cs /if ?></ul>
<?cs call:page_end() ?>
