<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/proposal.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:All.Href ?>"><?cs var:T.desk.retention.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:Body ?></p>
<?cs call:proposal_head() ?>
<?cs if:?Would.Matters ?><section class="govuk-inset-text"><?cs call:disposal_would() ?><p><?cs var:T.desk.retention.then ?></p></section>
<?cs elif:?Progress.Told ?><ul class="govuk-list govuk-list--bullet"><li><?cs var:t1("desk.retention.progress_told", Progress.Told) ?></li><li><?cs var:t1("desk.retention.progress_destroyed", Progress.Destroyed) ?></li><?cs if:Progress.Held > #0 ?><li><?cs var:t1("desk.retention.would_held", Progress.Held) ?></li><?cs /if ?><?cs if:Progress.Due.Text ?><li><?cs var:t1("desk.retention.progress_due", Progress.Due.Text) ?></li><?cs /if ?></ul>
<?cs /if ?><?cs call:proposal_buttons(T.desk.retention.confirm) ?>
</div>
<?cs call:desk_end() ?>
