using Ayni.Domain;
using Ayni.Domain.Errors;
using Superpower;
using Superpower.Model;

namespace Ayni.Filters.Syntax;

/// <summary>Reads a filter's text.</summary>
internal static class FilterParser
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxLength = 4_096;

    /// <summary>Most brackets, signs and `?` inside one another; it bounds the stack that reading needs.</summary>
    public const int MaxNesting = 32;

    private const int MaxShownLength = 32;

    /// <exception cref="FilterException">It cannot be read.</exception>
    public static SyntaxNode Parse(string text)
    {
        ThrowIfTooLong(text);
        var tokens = FilterTokenizer.Tokenizer.TryTokenize(text);
        if (!tokens.HasValue)
            throw Unreadable(text, tokens.ErrorPosition);
        ThrowIfTooDeep(tokens.Value);
        var result = FilterGrammar.Whole.TryParse(tokens.Value);
        if (!result.HasValue)
            throw Unexpected(text, result);
        SyntaxDepth.ThrowIfTooDeep(result.Value);
        return result.Value;
    }

    private static void ThrowIfTooLong(string text)
    {
        if (text.Length > MaxLength)
            throw new FilterException(1, 1, $"It has {text.Length} characters; at most {MaxLength} are read.");
        if (string.IsNullOrWhiteSpace(text))
            throw new FilterException(1, 1, "It is blank. Write a condition, such as product.price < 100.");
    }

    private static void ThrowIfTooDeep(TokenList<FilterToken> tokens)
    {
        var open = 0;
        var branches = 0;
        var signs = 0;
        foreach (var token in tokens)
        {
            signs = token.Kind is FilterToken.Not or FilterToken.Minus ? signs + 1 : 0;
            open += token.Kind switch
            {
                FilterToken.OpenParenthesis or FilterToken.OpenBracket => 1,
                FilterToken.CloseParenthesis or FilterToken.CloseBracket => -1,
                _ => 0,
            };
            branches += token.Kind == FilterToken.Question ? 1 : 0;
            if (open + branches + signs > MaxNesting)
            {
                throw new FilterException(
                    token.Position.Line,
                    token.Position.Column,
                    $"More than {MaxNesting} brackets, signs and ? are inside one another here. Write it flatter.");
            }
        }
    }

    private static FilterException Unreadable(string text, Position at)
    {
        var unit = text[Math.Min(at.Absolute, text.Length - 1)];
        var problem = unit switch
        {
            '"' or '\'' => "This quote is not closed on its line.",
            '“' or '”' or '‘' or '’' => $"{unit} is not read as a quote. Write \" or '.",
            '&' => "Write && for \"and\".",
            '|' => "Write || for \"or\".",
            _ => $"'{StorableText.Escape(unit.ToString())}' does not belong to the language.",
        };
        return new FilterException(at.Line, at.Column, problem);
    }

    private static FilterException Unexpected(string text, TokenListParserResult<FilterToken, SyntaxNode> result)
    {
        var token = result.Remainder.IsAtEnd ? default : result.Remainder.ConsumeToken().Value;
        var at = token.HasValue ? token.Position : EndOf(text);
        var found = token.HasValue ? $"'{Shown(token)}' is not expected here" : "It ends too early";
        var expected = result.Expectations is { Length: > 0 } some
            ? $"; expected {string.Join(", ", some)}."
            : ".";
        return new FilterException(at.Line, at.Column, $"{found}{expected}{Meant(token)}");
    }

    private static string Shown(Token<FilterToken> token) =>
        StorableText.Escape(StorableText.Cut(token.ToStringValue(), MaxShownLength));

    private static string Meant(Token<FilterToken> token) => token.HasValue
        ? token.ToStringValue().ToUpperInvariant() switch
        {
            "=" => " Write == to compare.",
            "AND" or "Y" => " Write && for \"and\".",
            "OR" or "O" => " Write || for \"or\".",
            "NOT" => " Write ! for \"not\".",
            _ => "",
        }
        : "";

    private static Position EndOf(string text)
    {
        var at = Position.Zero;
        foreach (var unit in text.TrimEnd())
            at = at.Advance(unit);
        return at;
    }
}
