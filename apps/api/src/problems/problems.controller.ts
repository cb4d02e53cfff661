import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../access/action.js';
import { escapeHtml, page } from '../web/page.js';
import { kindOf } from './catalogue.js';
import { ProblemError } from './problem.js';

/** The page behind the `type` of every problem document. */
@ApiExcludeController()
@Controller('api/problems')
export class ProblemsController {
  @Public()
  @Get(':code')
  @Header('content-type', 'text/html; charset=utf-8')
  show(@Param('code') code: string): string {
    const kind = kindOf(code);
    if (kind === undefined) throw new ProblemError('not-found');
    return page(
      code,
      `<h1>${escapeHtml(kind.vi)}</h1><p>${escapeHtml(kind.en)}</p><p><code>${kind.status} ${code}</code></p>`,
    );
  }
}
