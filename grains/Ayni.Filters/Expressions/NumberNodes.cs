using Ayni.Filters.Columns;

namespace Ayni.Filters.Expressions;

/// <summary>An exact number where an approximate one is needed.</summary>
internal sealed class ApproximateNode : Node
{
    public ApproximateNode(Node inner) => Hold(inner);

    public override Kind Kind => Kind.Approximate;

    public override double? Approximate(Scope scope) =>
        Children[0].Exact(scope) is { } exact ? Money.ToDouble(exact) : null;

    public override Node With(IReadOnlyList<Node> children) => new ApproximateNode(children[0]);
}

/// <summary>What is done with two numbers, or with moments and durations.</summary>
internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// <summary>
/// `a + b` and the like. Missing if one of them is, if it divides by zero, or if the result is beyond its kind's range.
/// </summary>
internal sealed class ArithmeticNode : Node
{
    /// <summary>Beyond it a product of two exact numbers might not be one; the largest is 7.9E+28.</summary>
    private const double MaxExact = 7.9e28;

    private readonly Arithmetic _operation;

    /// <summary>Makes one; of numbers the result has the kind of both.</summary>
    public ArithmeticNode(Arithmetic operation, Kind kind, Node left, Node right)
    {
        _operation = operation;
        Kind = kind;
        Hold(left, right);
    }

    public override Kind Kind { get; }

    public override decimal? Exact(Scope scope)
    {
        if (Children[0].Exact(scope) is not { } left || Children[1].Exact(scope) is not { } right
            || !(Math.Abs(Of((double)left, (double)right)) < MaxExact))
        {
            return null;
        }

        return _operation switch
        {
            Arithmetic.Add => left + right,
            Arithmetic.Subtract => left - right,
            Arithmetic.Multiply => left * right,
            Arithmetic.Divide => left / right,
            _ => left % right,
        };
    }

    public override double? Approximate(Scope scope)
    {
        if (Children[0].Approximate(scope) is not { } left || Children[1].Approximate(scope) is not { } right)
            return null;
        var result = Of(left, right);
        return double.IsFinite(result) ? result : null;
    }

    public override long? Ticks(Scope scope)
    {
        if (Children[0].Ticks(scope) is not { } left || Children[1].Ticks(scope) is not { } right)
            return null;
        var ticks = _operation == Arithmetic.Add ? (Int128)left + right : (Int128)left - right;
        var (lowest, highest) = Kind == Kind.Moment
            ? (DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks)
            : (long.MinValue, long.MaxValue);
        return ticks < lowest || ticks > highest ? null : (long)ticks;
    }

    public override Node With(IReadOnlyList<Node> children) =>
        new ArithmeticNode(_operation, Kind, children[0], children[1]);

    private double Of(double left, double right) => _operation switch
    {
        Arithmetic.Add => left + right,
        Arithmetic.Subtract => left - right,
        Arithmetic.Multiply => left * right,
        Arithmetic.Divide => left / right,
        _ => left % right,
    };
}

/// <summary>`-a` of a number or a duration.</summary>
internal sealed class NegativeNode : Node
{
    public NegativeNode(Node inner) => Hold(inner);

    public override Kind Kind => Children[0].Kind;

    public override decimal? Exact(Scope scope) => -Children[0].Exact(scope);

    public override double? Approximate(Scope scope) => -Children[0].Approximate(scope);

    public override long? Ticks(Scope scope) =>
        Children[0].Ticks(scope) is { } ticks and not long.MinValue ? -ticks : null;

    public override Node With(IReadOnlyList<Node> children) => new NegativeNode(children[0]);
}
