<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<?cs if:Change ?><p class="qiao-quiet"><?cs var:Apply.Of.Name ?></p>
<?cs /if ?><h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:mode_tags(Apply.Of) ?>
<?cs if:!Full && subcount(Drafts) > #0 ?><section class="qiao-next"><h2><?cs var:T.apply.draft ?></h2><?cs each:d = Drafts ?><?cs if:first(d) ?><p><?cs var:T.apply.saved ?> <?cs call:moment(d.Saved) ?> · <?cs var:d.Ref ?></p><?cs call:link_button(d.Href, T.apply.go_on) ?><?cs else ?><p><a class="govuk-link" href="<?cs var:d.Href ?>"><?cs var:T.apply.saved ?> <?cs call:moment(d.Saved) ?> · <?cs var:d.Ref ?></a></p><?cs /if ?><?cs /each ?></section>
<h2 class="govuk-heading-m"><?cs var:T.apply.anew ?></h2><?cs /if ?>
<?cs if:Full ?><?cs if:subcount(Problems) == #0 ?><div class="govuk-inset-text"><p><?cs var:Full ?></p></div><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.apply.drafts ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:d = All ?><li><a href="<?cs var:d.Href ?>"><?cs call:paused_tag(d) ?><b><?cs var:d.Name ?></b><span><?cs var:T.apply.saved ?> <?cs call:moment(d.Saved) ?> · <?cs var:d.Ref ?></span></a><a class="govuk-link" href="<?cs var:d.DeleteHref ?>"><?cs var:T.discard.link ?><span class="govuk-visually-hidden"> <?cs var:d.Name ?> <?cs var:d.Ref ?></span></a></li><?cs /each ?></ul>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.applications ?>"><?cs var:T.layout.applications ?></a></p><?cs else ?>
<?cs if:Change ?><p class="govuk-body"><?cs var:t1("apply.change", Change) ?></p>
<?cs call:form_start("apply") ?><?cs call:form_carried() ?><?cs call:button(T.questions.keep) ?><?cs call:form_end() ?><?cs else ?><ul class="govuk-list govuk-list--bullet"><li><?cs var:t1("apply.pages", Apply.PageCount) ?></li><li><?cs var:T.apply.saves ?></li><li><?cs var:T.apply.checks ?></li></ul>
<?cs call:form_start("apply") ?><?cs call:form_carried() ?>
<?cs if:subcount(Drafts) > #0 ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.apply.begin_anew ?></button><?cs else ?><?cs call:button(T.apply.begin) ?><?cs /if ?>
<?cs call:form_end() ?><?cs /if ?><?cs /if ?>
<?cs call:page_end() ?>
