using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Ayni.Filters.Syntax;

/// <summary>Cuts a filter's text into tokens; blanks and comments to the end of a line separate them.</summary>
internal static class FilterTokenizer
{
    private const string TextPattern = """ (?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*') """;

    private static readonly TextParser<TextSpan> Number =
        Span.Regex(@"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private static readonly TextParser<TextSpan> Name = Span.Regex("[A-Za-z_][A-Za-z0-9_]*");

    private static readonly (string Word, FilterToken Token)[] Words =
    [
        ("true", FilterToken.True),
        ("false", FilterToken.False),
        ("null", FilterToken.Null),
        ("in", FilterToken.In),
    ];

    /// <summary>A sign before its own beginnings.</summary>
    private static readonly (string Sign, FilterToken Token)[] Signs =
    [
        ("&&", FilterToken.And),
        ("||", FilterToken.Or),
        ("==", FilterToken.Equal),
        ("!=", FilterToken.NotEqual),
        ("<=", FilterToken.LessOrEqual),
        ("<", FilterToken.Less),
        (">=", FilterToken.GreaterOrEqual),
        (">", FilterToken.Greater),
        ("=", FilterToken.Assign),
        ("!", FilterToken.Not),
        ("+", FilterToken.Plus),
        ("-", FilterToken.Minus),
        ("*", FilterToken.Times),
        ("/", FilterToken.Divide),
        ("%", FilterToken.Remainder),
        ("?", FilterToken.Question),
        (":", FilterToken.Colon),
        (".", FilterToken.Dot),
        (",", FilterToken.Comma),
        ("(", FilterToken.OpenParenthesis),
        (")", FilterToken.CloseParenthesis),
        ("[", FilterToken.OpenBracket),
        ("]", FilterToken.CloseBracket),
    ];

    /// <summary>Cuts a text; the result says where and why it cannot.</summary>
    public static Tokenizer<FilterToken> Tokenizer { get; } = Build();

    private static Tokenizer<FilterToken> Build()
    {
        var builder = new TokenizerBuilder<FilterToken>()
            .Ignore(Span.WhiteSpace)
            .Ignore(Span.Regex("//[^\r\n]*"))
            .Match(Span.Regex(TextPattern.Trim()), FilterToken.Text)
            .Match(Number, FilterToken.Number);
        foreach (var (word, token) in Words)
            builder = builder.Match(Span.EqualTo(word), token, requireDelimiters: true);
        builder = builder.Match(Name, FilterToken.Name);
        foreach (var (sign, token) in Signs)
            builder = builder.Match(Span.EqualTo(sign), token);
        return builder.Build();
    }
}
