using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Filters.Expressions;
using Ayni.Filters.Syntax;
using Ayni.Filters.Text;
using Superpower.Model;

namespace Ayni.Filters.Binding;

/// <summary>Gives every part of a filter its kind, or says what is wrong with it.</summary>
internal sealed partial class Binder
{
    private readonly FilterSchema _schema;
    private readonly List<FilterWarning> _warnings = [];
    private readonly List<string> _locals = [];

    private Binder(FilterSchema schema) => _schema = schema;

    /// <summary>The expression that a filter stands for; the whole must be what is wanted.</summary>
    /// <exception cref="FilterException">It asks for what there is not, or mixes kinds.</exception>
    public static (Node Node, IReadOnlyList<FilterWarning> Warnings) Bind(
        SyntaxNode syntax, FilterSchema schema, Want want)
    {
        var binder = new Binder(schema);
        return (binder.As(syntax, want), binder._warnings);
    }

    private Bound Bind(SyntaxNode syntax) => syntax switch
    {
        NumberSyntax number => new Settled(number, NumberOf(number)),
        TextSyntax text => new Written(text),
        TruthSyntax truth => new Settled(truth, ConstantNode.Of(truth.Value)),
        ListSyntax list => new Settled(list, ListOf(list, TextForm.Folded)),
        NameSyntax name => BindName(name),
        SelectSyntax select => BindSelect(select),
        CallSyntax call => new Settled(call, BindCall(call)),
        UnarySyntax unary => new Settled(unary, BindUnary(unary)),
        BinarySyntax { Operator: FilterToken.In } binary => new Settled(binary, BindIn(binary)),
        BinarySyntax binary => new Settled(binary, BindBinary(binary)),
        LogicalSyntax logical => new Settled(logical, BindLogical(logical)),
        ConditionalSyntax conditional => new Settled(conditional, BindConditional(conditional)),
        _ => throw Problem(syntax.At, "null goes with == and != alone: product.brand != null."),
    };

    private Node As(SyntaxNode syntax, Want want) => Settle(Bind(syntax), want);

    /// <summary>A part as what its place asks for.</summary>
    private Node Settle(Bound bound, Want want)
    {
        switch (bound)
        {
            case Settled settled when Wants.Of(settled.Node.Kind) == want:
                return settled.Node;
            case Written written when want == Want.Text:
                return ConstantNode.Of(FoldedText.Of(written.Text.Text, TextForm.Folded), TextForm.Folded);
            case Unsettled unsettled when unsettled.Kinds.Any(kind => Wants.Of(kind) == want):
                if (unsettled.Warning is { } warning)
                    Warn(bound.Syntax.At, $"{warning} Here it is read as {Wants.NameOf(want)}.");
                return unsettled.Make(unsettled.Kinds.First(kind => Wants.Of(kind) == want));
            default:
                throw Problem(
                    bound.Syntax.At, $"This is {KindsOf(bound)}; {Wants.NameOf(want)} is needed here.");
        }
    }

    /// <summary>A text in a form.</summary>
    private Node TextIn(Bound bound, TextForm form)
    {
        if (bound is Written written)
            return ConstantNode.Of(FoldedText.Of(written.Text.Text, form), form);
        var node = Settle(bound, Want.Text);
        return node.Form == form ? node : new ReformNode(node, form);
    }

    /// <summary>The form in which some texts can be compared; one that is written out takes any.</summary>
    private static TextForm FormOf(IEnumerable<Bound> texts)
    {
        var forms = texts
            .Where(text => text is not Written)
            .Select(text => text is Settled settled ? settled.Node.Form : TextForm.Folded)
            .Distinct()
            .ToArray();
        return forms switch
        {
            [] => TextForm.Folded,
            [var only] => only,
            _ => forms.Contains(TextForm.Path) ? TextForm.Path : TextForm.Folded,
        };
    }

    private ListNode ListOf(ListSyntax list, TextForm form) =>
        new ListNode([.. list.Items.Select(item => TextIn(Bind(item), form))]);

    private Node BindLogical(LogicalSyntax logical)
    {
        Node[] operands = [.. logical.Operands.Select(operand => As(operand, Want.Truth))];
        return logical.Operator == FilterToken.And ? new AndNode(operands) : new OrNode(operands);
    }

    private ConditionalNode BindConditional(ConditionalSyntax conditional)
    {
        var condition = As(conditional.Condition, Want.Truth);
        var (then, otherwise) = Pair(
            Bind(conditional.Then), Bind(conditional.Otherwise), conditional.At, "both sides of a : are one kind");
        return new ConditionalNode(condition, then, otherwise);
    }

    private Node BindUnary(UnarySyntax unary)
    {
        if (unary.Operator == FilterToken.Not)
            return new NotNode(As(unary.Operand, Want.Truth));
        var operand = Bind(unary.Operand);
        return new NegativeNode(
            Settle(operand, operand is Settled { Node.Kind: Kind.Duration } ? Want.Duration : Want.Number));
    }

    /// <summary>Two parts as one kind and form.</summary>
    private (Node Left, Node Right) Pair(Bound left, Bound right, Position at, string rule)
    {
        var want = CommonOf(left, right)
            ?? throw Problem(at, $"{KindsOf(left)} and {KindsOf(right)} meet here; {rule}.");
        if (want == Want.Text)
        {
            var form = FormOf([left, right]);
            return (TextIn(left, form), TextIn(right, form));
        }

        return Alike(Settle(left, want), Settle(right, want));
    }

    /// <summary>Two nodes of one kind: an exact number beside an approximate one becomes approximate.</summary>
    private static (Node Left, Node Right) Alike(Node left, Node right) => (left.Kind, right.Kind) switch
    {
        (Kind.Exact, Kind.Approximate) => (new ApproximateNode(left), right),
        (Kind.Approximate, Kind.Exact) => (left, new ApproximateNode(right)),
        _ => (left, right),
    };

    /// <summary>What two parts can both be; null if nothing.</summary>
    private static Want? CommonOf(Bound left, Bound right)
    {
        var rights = WantsOf(right);
        foreach (var want in WantsOf(left))
        {
            if (rights.Contains(want))
                return want;
        }

        return null;
    }

    private static IReadOnlyList<Want> WantsOf(Bound bound) => bound switch
    {
        Settled settled => [Wants.Of(settled.Node.Kind)],
        Unsettled unsettled => [.. unsettled.Kinds.Select(Wants.Of)],
        _ => [Want.Text],
    };

    private static string KindsOf(Bound bound) => string.Join(" or ", WantsOf(bound).Select(Wants.NameOf));

    private static ConstantNode NumberOf(NumberSyntax number)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(number.Digits, Style, CultureInfo.InvariantCulture, out var exact))
            return ConstantNode.Of(exact);
        return double.TryParse(number.Digits, Style, CultureInfo.InvariantCulture, out var approximate)
            && double.IsFinite(approximate)
            ? ConstantNode.Of(approximate)
            : throw Problem(number.At, $"No number is as large as {number.Digits}.");
    }

    private void Warn(Position at, string message) =>
        _warnings.Add(new FilterWarning(at.Line, at.Column, message));

    private static FilterException Problem(Position at, string problem) => new(at.Line, at.Column, problem);
}
