using Ayni.Domain.Catalog;
using Ayni.Filters.Expressions;
using Ayni.Filters.Syntax;

namespace Ayni.Filters.Binding;

/// <summary>A part of a filter: of a known kind, or one whose kind its place decides.</summary>
/// <param name="Syntax">What is written.</param>
internal abstract record Bound(SyntaxNode Syntax);

/// <summary>Of a known kind.</summary>
internal sealed record Settled(SyntaxNode Syntax, Node Node) : Bound(Syntax);

/// <summary>An attribute that comes in several kinds.</summary>
/// <param name="Syntax">What is written.</param>
/// <param name="Kinds">The kinds, the likeliest first.</param>
/// <param name="Make">The attribute in one of them.</param>
/// <param name="Warning">What to say if it is used; null: nothing.</param>
internal sealed record Unsettled(
    SyntaxNode Syntax, IReadOnlyList<AttributeKind> Kinds, Func<AttributeKind, Node> Make, string? Warning)
    : Bound(Syntax);

/// <summary>A text that is written out, not yet in the form of what it is compared with.</summary>
internal sealed record Written(TextSyntax Text) : Bound(Text);
