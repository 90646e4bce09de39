using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Ayni.Filters.Syntax;

/// <summary>
/// The grammar of filters, that of the Common Expression Language without messages, maps, bytes and indexing; loosest
/// first: `? :`, `||`, `&amp;&amp;`, comparisons and `in`, `+ -`, `* / %`, `! -`, `.name`.
/// </summary>
internal static class FilterGrammar
{
    private static readonly TokenListParser<FilterToken, SyntaxNode[]> Arguments =
        Parse.Ref(() => Expression!).ManyDelimitedBy(
            Token.EqualTo(FilterToken.Comma), Token.EqualTo(FilterToken.CloseParenthesis));

    private static readonly TokenListParser<FilterToken, SyntaxNode[]?> Call =
        Token.EqualTo(FilterToken.OpenParenthesis).IgnoreThen(Arguments)
            .Select(arguments => (SyntaxNode[]?)arguments)
            .OptionalOrDefault(null);

    private static readonly TokenListParser<FilterToken, SyntaxNode> NameOrCall =
        from name in Token.EqualTo(FilterToken.Name)
        from arguments in Call
        select arguments is null
            ? new NameSyntax(name.Position, name.ToStringValue())
            : (SyntaxNode)new CallSyntax(name.Position, null, name.ToStringValue(), arguments);

    private static readonly TokenListParser<FilterToken, SyntaxNode> List =
        from open in Token.EqualTo(FilterToken.OpenBracket)
        from items in Parse.Ref(() => Expression!).ManyDelimitedBy(
            Token.EqualTo(FilterToken.Comma), Token.EqualTo(FilterToken.CloseBracket))
        select (SyntaxNode)new ListSyntax(open.Position, items);

    private static readonly TokenListParser<FilterToken, SyntaxNode> Parenthesised =
        from open in Token.EqualTo(FilterToken.OpenParenthesis)
        from inner in Parse.Ref(() => Expression!)
        from close in Token.EqualTo(FilterToken.CloseParenthesis)
        select inner;

    private static readonly TokenListParser<FilterToken, SyntaxNode> Literal = Parse.OneOf(
        Of(FilterToken.Number, token => new NumberSyntax(token.Position, token.ToStringValue())),
        Of(FilterToken.Text, token => new TextSyntax(token.Position, QuotedText.Unquote(token))),
        Of(FilterToken.True, token => new TruthSyntax(token.Position, true)),
        Of(FilterToken.False, token => new TruthSyntax(token.Position, false)),
        Of(FilterToken.Null, token => new NullSyntax(token.Position)));

    private static readonly TokenListParser<FilterToken, SyntaxNode> Primary =
        Parse.OneOf(NameOrCall, Literal, Parenthesised, List).Named("a value");

    private static readonly TokenListParser<FilterToken, Func<SyntaxNode, SyntaxNode>> Part =
        from dot in Token.EqualTo(FilterToken.Dot)
        from name in PartName()
        from arguments in Call
        select (Func<SyntaxNode, SyntaxNode>)(target => arguments is null
            ? new SelectSyntax(name.Position, target, name.ToStringValue())
            : new CallSyntax(name.Position, target, name.ToStringValue(), arguments));

    private static readonly TokenListParser<FilterToken, SyntaxNode> Member =
        from target in Primary
        from parts in Part.Many()
        select parts.Aggregate(target, (inner, part) => part(inner));

    private static readonly TokenListParser<FilterToken, SyntaxNode> Unary =
        from signs in Operator(FilterToken.Not, FilterToken.Minus).Many()
        from operand in Member
        select signs.Reverse().Aggregate(
            operand, (inner, sign) => new UnarySyntax(sign.Position, sign.Kind, inner));

    private static readonly TokenListParser<FilterToken, SyntaxNode> Product =
        Chain(Operator(FilterToken.Times, FilterToken.Divide, FilterToken.Remainder), Unary);

    private static readonly TokenListParser<FilterToken, SyntaxNode> Sum =
        Chain(Operator(FilterToken.Plus, FilterToken.Minus), Product);

    private static readonly TokenListParser<FilterToken, SyntaxNode> Relation = Chain(
        Operator(
            FilterToken.Equal,
            FilterToken.NotEqual,
            FilterToken.Less,
            FilterToken.LessOrEqual,
            FilterToken.Greater,
            FilterToken.GreaterOrEqual,
            FilterToken.In),
        Sum);

    private static readonly TokenListParser<FilterToken, SyntaxNode> Conjunction = Logical(FilterToken.And, Relation);

    private static readonly TokenListParser<FilterToken, SyntaxNode> Disjunction = Logical(FilterToken.Or, Conjunction);

    private static readonly TokenListParser<FilterToken, Func<SyntaxNode, SyntaxNode>> Branches =
        from question in Token.EqualTo(FilterToken.Question)
        from then in Disjunction
        from colon in Token.EqualTo(FilterToken.Colon)
        from otherwise in Parse.Ref(() => Expression!)
        select (Func<SyntaxNode, SyntaxNode>)(condition =>
            new ConditionalSyntax(question.Position, condition, then, otherwise));

    private static readonly TokenListParser<FilterToken, SyntaxNode> Expression =
        from condition in Disjunction
        from branches in Branches.OptionalOrDefault(whole => whole)
        select branches(condition);

    /// <summary>A whole filter.</summary>
    public static TokenListParser<FilterToken, SyntaxNode> Whole { get; } = Expression.AtEnd();

    private static TokenListParser<FilterToken, SyntaxNode> Of(
        FilterToken token, Func<Token<FilterToken>, SyntaxNode> make) => Token.EqualTo(token).Select(make);

    /// <summary>A name after a dot may be a word of the language.</summary>
    private static TokenListParser<FilterToken, Token<FilterToken>> PartName() => Token.Matching<FilterToken>(
        kind => kind is FilterToken.Name or FilterToken.In or FilterToken.True or FilterToken.False or FilterToken.Null,
        "name");

    private static TokenListParser<FilterToken, Token<FilterToken>> Operator(params FilterToken[] kinds) =>
        Parse.OneOf(Array.ConvertAll(kinds, Token.EqualTo));

    private static TokenListParser<FilterToken, SyntaxNode> Chain(
        TokenListParser<FilterToken, Token<FilterToken>> sign, TokenListParser<FilterToken, SyntaxNode> operand) =>
        Parse.Chain(
            sign, operand, (token, left, right) => new BinarySyntax(token.Position, token.Kind, left, right));

    private static TokenListParser<FilterToken, SyntaxNode> Logical(
        FilterToken sign, TokenListParser<FilterToken, SyntaxNode> operand) =>
        operand.AtLeastOnceDelimitedBy(Token.EqualTo(sign)).Select(operands =>
            operands.Length == 1 ? operands[0] : new LogicalSyntax(operands[0].At, sign, operands));
}
