using Superpower.Display;

namespace Ayni.Filters.Syntax;

/// <summary>The smallest pieces of a filter's text, with what messages call them.</summary>
internal enum FilterToken
{
    [Token(Description = "name")]
    Name,

    [Token(Description = "number")]
    Number,

    [Token(Description = "text")]
    Text,

    [Token(Example = "true")]
    True,

    [Token(Example = "false")]
    False,

    [Token(Example = "null")]
    Null,

    [Token(Example = "in")]
    In,

    [Token(Example = "&&")]
    And,

    [Token(Example = "||")]
    Or,

    [Token(Example = "==")]
    Equal,

    [Token(Example = "!=")]
    NotEqual,

    [Token(Example = "<=")]
    LessOrEqual,

    [Token(Example = "<")]
    Less,

    [Token(Example = ">=")]
    GreaterOrEqual,

    [Token(Example = ">")]
    Greater,

    [Token(Example = "!")]
    Not,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Example = "*")]
    Times,

    [Token(Example = "/")]
    Divide,

    [Token(Example = "%")]
    Remainder,

    [Token(Example = "?")]
    Question,

    [Token(Example = ":")]
    Colon,

    [Token(Example = ".")]
    Dot,

    [Token(Example = ",")]
    Comma,

    [Token(Example = "(")]
    OpenParenthesis,

    [Token(Example = ")")]
    CloseParenthesis,

    [Token(Example = "[")]
    OpenBracket,

    [Token(Example = "]")]
    CloseBracket,

    /// <summary>Nowhere right; a token so that the message can say what was meant.</summary>
    [Token(Example = "=")]
    Assign,
}
