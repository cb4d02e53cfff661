import { Body, Controller, Get, HttpCode, Inject, Module, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import { id as uuid, NewRuleSet, RuleSetProposal, RuleSets, RulesChecked, RulesPlan } from '#contract';
import { checkedRules, proposeRules, publishRules, ruleSetsView, rulesPlan, rulesProposal } from '#engine';
import { Action } from '../access/action.js';
import { ENGINE, type Engine } from '../access/engine.js';
import { Caller, type SignedIn } from '../auth/caller.js';
import { CheckedHeaders } from '../input/headers.js';
import { CommandId, needAdministrator, needSeat, requestOf } from '../organisation/asked.js';
import { found, valueOf } from '../problems/refuse.js';

const key = { name: 'Idempotency-Key', required: false, description: 'UUID: the command id' };

/** Criteria as dated data: one administrator proposes a rule set, another one publishes it, and both see what it touches. */
@ApiTags('rule sets')
@Controller('api/rule-sets')
export class RuleSetsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Action('rule-set.list')
  @ApiResponse({ status: 200, description: 'In force, versions, proposals', standardSchema: RuleSets })
  list(@Caller() caller: SignedIn): Promise<RuleSets> {
    needSeat(caller);
    return ruleSetsView(this.engine);
  }

  @Post('check')
  @HttpCode(200)
  @Action('rule-set.check')
  @ApiResponse({ status: 200, description: 'Problems, or what it would touch', standardSchema: RulesChecked })
  check(@Caller() caller: SignedIn, @Body({ schema: NewRuleSet }) body: NewRuleSet): Promise<RulesChecked> {
    needAdministrator(caller);
    return checkedRules(this.engine, caller.person, body);
  }

  @Post('proposals')
  @Action('rule-set.propose')
  @ApiHeader(key)
  @ApiResponse({ status: 201, description: 'The proposal', standardSchema: RuleSetProposal })
  async propose(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Body({ schema: NewRuleSet }) body: NewRuleSet,
  ): Promise<RuleSetProposal> {
    const request = requestOf(caller, headers, { route: 'rule-set.propose', target: '', body });
    const { id } = valueOf(await proposeRules(this.engine, request, body));
    return found(await rulesProposal(this.engine, id));
  }

  @Get('proposals/:id')
  @Action('rule-set.proposal')
  @ApiResponse({ status: 200, description: 'The proposal with its text', standardSchema: RuleSetProposal })
  async proposal(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<RuleSetProposal> {
    needSeat(caller);
    return found(await rulesProposal(this.engine, id));
  }

  @Get('proposals/:id/plan')
  @Action('rule-set.plan')
  @ApiResponse({ status: 200, description: 'What it would touch, or touched', standardSchema: RulesPlan })
  async plan(@Caller() caller: SignedIn, @Param('id', { schema: uuid }) id: string): Promise<RulesPlan> {
    needAdministrator(caller);
    return found(await rulesPlan(this.engine, caller.person, id));
  }

  @Post('proposals/:id/publish')
  @HttpCode(200)
  @Action('rule-set.publish')
  @ApiHeader(key)
  @ApiResponse({ status: 200, description: 'The published proposal', standardSchema: RuleSetProposal })
  async publish(
    @Caller() caller: SignedIn,
    @CheckedHeaders(CommandId) headers: CommandId,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<RuleSetProposal> {
    needAdministrator(caller);
    const request = requestOf(caller, headers, { route: 'rule-set.publish', target: id, body: {} });
    valueOf(await publishRules(this.engine, { ...request, elevated: caller.elevated }, id));
    return found(await rulesProposal(this.engine, id));
  }
}

@Module({ controllers: [RuleSetsController] })
export class RuleSetsModule {}
