using Ayni.Filters.Expressions;
using Ayni.Filters.Syntax;
using Ayni.Filters.Text;
using Superpower.Model;

namespace Ayni.Filters.Binding;

/// <summary>Comparisons, `in` and arithmetic.</summary>
internal sealed partial class Binder
{
    private Node BindBinary(BinarySyntax binary) => binary.Operator switch
    {
        FilterToken.Equal => BindEqual(binary),
        FilterToken.NotEqual => new NotNode(BindEqual(binary)),
        FilterToken.Less => BindOrder(binary, Comparison.Less),
        FilterToken.LessOrEqual => BindOrder(binary, Comparison.LessOrEqual),
        FilterToken.Greater => BindOrder(binary, Comparison.Greater),
        FilterToken.GreaterOrEqual => BindOrder(binary, Comparison.GreaterOrEqual),
        _ => BindArithmetic(binary),
    };

    private Node BindEqual(BinarySyntax binary)
    {
        if (IsNothing(binary.Right))
            return new NotNode(new HasNode(Likeliest(Bind(binary.Left))));
        if (IsNothing(binary.Left))
            return new NotNode(new HasNode(Likeliest(Bind(binary.Right))));
        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        CheckValue(left, right);
        CheckValue(right, left);
        var (first, second) = Pair(left, right, binary.At, "what is compared must be of one kind");
        return first.Kind == Kind.List
            ? throw Problem(binary.At, "Lists are not compared. Write \"x\" in list, or list.exists(t, t == \"x\").")
            : new CompareNode(Comparison.Equal, first, second);
    }

    private CompareNode BindOrder(BinarySyntax binary, Comparison comparison)
    {
        var (first, second) = Pair(
            Bind(binary.Left), Bind(binary.Right), binary.At, "what is compared must be of one kind");
        return first.Kind is Kind.List or Kind.Truth
            ? throw Problem(
                binary.At,
                $"{Wants.NameOf(Wants.Of(first.Kind))} has no order. Compare numbers, texts, moments, durations.")
            : new CompareNode(comparison, first, second);
    }

    /// <summary>`null`, and a blank text, which a product cannot have: both ask whether there is a value.</summary>
    private static bool IsNothing(SyntaxNode syntax) =>
        syntax is NullSyntax || (syntax is TextSyntax text && string.IsNullOrWhiteSpace(text.Text));

    private Node Likeliest(Bound bound) => Settle(bound, WantsOf(bound)[0]);

    private Node BindIn(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        if (binary.Right is ListSyntax list)
            return BindInWritten(left, list);
        var right = Bind(binary.Right);
        if (right is Written)
        {
            throw Problem(
                binary.Right.At, "This is a text; after in stands a list. Write text.contains(part) of texts.");
        }

        CheckValue(left, right);
        CheckValue(right, left);
        return new InNode(TextIn(left, TextForm.Folded), Settle(right, Want.List));
    }

    private Node BindInWritten(Bound left, ListSyntax list)
    {
        Bound[] items = [.. list.Items.Select(Bind)];
        foreach (var item in items)
            CheckValue(left, item);
        if (items.All(item => CommonOf(left, item) == Want.Text))
        {
            var form = FormOf(items.Prepend(left));
            return new InNode(TextIn(left, form), new ListNode([.. items.Select(item => TextIn(item, form))]));
        }

        return new OrNode(
        [
            .. items.Select(item =>
            {
                var (first, second) = Pair(left, item, item.Syntax.At, "what is compared must be of one kind");
                return first.Kind == Kind.List
                    ? throw Problem(item.Syntax.At, "A list cannot be in a list.")
                    : new CompareNode(Comparison.Equal, first, second);
            }),
        ]);
    }

    /// <summary>Warns if a category, brand, store or group is asked for that no product has.</summary>
    private void CheckValue(Bound attribute, Bound value)
    {
        if (value is not Written { Text: var text } || attribute is not Settled { Node: AttributeNode node })
            return;
        var key = FoldedText.Of(text.Text, node.Form);
        if (key is null)
            return;
        var message = node.Attribute.BuiltIn switch
        {
            BuiltIn.Category when !_schema.HasCategory(key) =>
                $"No product has the category \"{text.Text}\".{GuessCategory(text.Text, key)}",
            BuiltIn.Brand when !_schema.HasBrand(key) =>
                $"No product has the brand \"{text.Text}\".{NearestTexts.Guess(text.Text, _schema.Brands)}",
            BuiltIn.Stores when !_schema.HasStore(key) =>
                $"No product names the store \"{text.Text}\".{NearestTexts.Guess(text.Text, _schema.Stores)}",
            BuiltIn.Groups when !_schema.HasGroup(key) =>
                $"No product names the group \"{text.Text}\".{NearestTexts.Guess(text.Text, _schema.Groups)}",
            _ => null,
        };
        if (message is not null)
            Warn(text.At, message);
    }

    private string GuessCategory(string text, string key) => _schema.HasCategoryUnder(key)
        ? " Some are below it: write product.category.under(…)."
        : NearestTexts.Guess(text, _schema.CategoryTree());

    private ArithmeticNode BindArithmetic(BinarySyntax binary)
    {
        var operation = binary.Operator switch
        {
            FilterToken.Plus => Arithmetic.Add,
            FilterToken.Minus => Arithmetic.Subtract,
            FilterToken.Times => Arithmetic.Multiply,
            FilterToken.Divide => Arithmetic.Divide,
            _ => Arithmetic.Remainder,
        };
        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        if (IsOfTime(left) || IsOfTime(right))
            return BindTime(operation, left, right, binary.At);
        var (first, second) = Alike(Settle(left, Want.Number), Settle(right, Want.Number));
        return new ArithmeticNode(operation, first.Kind, first, second);
    }

    private static bool IsOfTime(Bound bound) => bound is Settled { Node.Kind: Kind.Moment or Kind.Duration };

    private ArithmeticNode BindTime(Arithmetic operation, Bound left, Bound right, Position at)
    {
        var (first, second) = (TimeOf(left), TimeOf(right));
        Kind? result = (first.Kind, operation, second.Kind) switch
        {
            (Kind.Moment, Arithmetic.Subtract, Kind.Moment) => Kind.Duration,
            (Kind.Moment, Arithmetic.Add or Arithmetic.Subtract, Kind.Duration) => Kind.Moment,
            (Kind.Duration, Arithmetic.Add, Kind.Moment) => Kind.Moment,
            (Kind.Duration, Arithmetic.Add or Arithmetic.Subtract, Kind.Duration) => Kind.Duration,
            _ => null,
        };
        return new ArithmeticNode(
            operation,
            result ?? throw Problem(
                at, "Of times there are moment - moment, moment + or - duration, and durations added."),
            first,
            second);
    }

    private Node TimeOf(Bound bound) =>
        IsOfTime(bound) ? ((Settled)bound).Node : Settle(bound, Want.Moment);
}
