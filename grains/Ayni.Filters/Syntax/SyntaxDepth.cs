using Ayni.Domain.Errors;

namespace Ayni.Filters.Syntax;

/// <summary>Bounds how deep an expression is, and with it the stack that working it out needs.</summary>
internal static class SyntaxDepth
{
    /// <summary>Most parts inside one another, a long sum or a long chain of dots included.</summary>
    public const int Max = 128;

    /// <exception cref="FilterException">It is deeper.</exception>
    public static void ThrowIfTooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>([(root, 1)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > Max)
            {
                var at = next.Node.At;
                throw new FilterException(
                    at.Line, at.Column, $"More than {Max} parts are inside one another here. Write it flatter.");
            }

            foreach (var part in PartsOf(next.Node))
                open.Push((part, next.Depth + 1));
        }
    }

    private static IEnumerable<SyntaxNode> PartsOf(SyntaxNode node) => node switch
    {
        ListSyntax list => list.Items,
        SelectSyntax select => [select.Target],
        CallSyntax { Target: { } target } call => call.Arguments.Prepend(target),
        CallSyntax call => call.Arguments,
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        LogicalSyntax logical => logical.Operands,
        ConditionalSyntax conditional => [conditional.Condition, conditional.Then, conditional.Otherwise],
        _ => [],
    };
}
