<?cs include!'layout/desk.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.clerk.list_text ?></p>
<?cs if:subcount(Transfers) > #0 ?><ol class="qiao-rows qiao-card"><?cs each:i = Transfers ?><li><a href="<?cs var:i.Href ?>"<?cs if:first(i) ?> data-key="j" data-key-label="<?cs var:T.desk.next_matter ?>"<?cs /if ?>><b><?cs var:i.Name ?></b><span><?cs var:i.Ref ?> · <?cs var:text("clerk.is_" + i.Word) ?></span><span><?cs if:i.Due.Text ?><?cs if:i.Taken.Text ?><?cs var:T.clerk.answer_by ?><?cs elif:i.IsTakeOnly ?><?cs var:T.clerk.take_only ?><?cs else ?><?cs var:T.clerk.take_by ?><?cs /if ?> <?cs call:desk_due(i.Due, i.Due.Text) ?><?cs /if ?></span></a></li><?cs /each ?></ol>
<?cs else ?><p><?cs var:T.clerk.list_empty ?></p>
<?cs /if ?><?cs if:More ?><nav class="govuk-pagination" aria-label="<?cs var:Page.Title ?>"><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="<?cs var:More ?>" rel="next"><?cs var:T.desk.more ?></a></div></nav>
<?cs /if ?></div>
<?cs call:desk_end() ?>
