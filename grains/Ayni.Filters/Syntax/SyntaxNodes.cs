using Superpower.Model;

namespace Ayni.Filters.Syntax;

/// <summary>An expression as it is written.</summary>
/// <param name="At">Where it begins, or where its operator stands.</param>
internal abstract record SyntaxNode(Position At);

/// <summary>`product`, or the variable of an `exists`.</summary>
internal sealed record NameSyntax(Position At, string Name) : SyntaxNode(At);

/// <summary>`12.5`, as written.</summary>
internal sealed record NumberSyntax(Position At, string Digits) : SyntaxNode(At);

/// <summary>`"Sony"`, what it stands for.</summary>
internal sealed record TextSyntax(Position At, string Text) : SyntaxNode(At);

/// <summary>`true` or `false`.</summary>
internal sealed record TruthSyntax(Position At, bool Value) : SyntaxNode(At);

/// <summary>`null`.</summary>
internal sealed record NullSyntax(Position At) : SyntaxNode(At);

/// <summary>`[a, b]`.</summary>
internal sealed record ListSyntax(Position At, IReadOnlyList<SyntaxNode> Items) : SyntaxNode(At);

/// <summary>`a.name`.</summary>
internal sealed record SelectSyntax(Position At, SyntaxNode Target, string Name) : SyntaxNode(At);

/// <summary>`name(a)` or `target.name(a)`.</summary>
internal sealed record CallSyntax(
    Position At, SyntaxNode? Target, string Name, IReadOnlyList<SyntaxNode> Arguments) : SyntaxNode(At);

/// <summary>`!a` or `-a`.</summary>
internal sealed record UnarySyntax(Position At, FilterToken Operator, SyntaxNode Operand) : SyntaxNode(At);

/// <summary>`a + b`, `a &lt; b`, `a in b`.</summary>
internal sealed record BinarySyntax(Position At, FilterToken Operator, SyntaxNode Left, SyntaxNode Right)
    : SyntaxNode(At);

/// <summary>`a &amp;&amp; b &amp;&amp; c` or `a || b || c`, however many.</summary>
internal sealed record LogicalSyntax(Position At, FilterToken Operator, IReadOnlyList<SyntaxNode> Operands)
    : SyntaxNode(At);

/// <summary>`a ? b : c`.</summary>
internal sealed record ConditionalSyntax(Position At, SyntaxNode Condition, SyntaxNode Then, SyntaxNode Otherwise)
    : SyntaxNode(At);
