namespace Ayni.Preprocessing.Fitted;

/// <summary>Moves numbers into a range.</summary>
/// <param name="Low">Least; null: unbounded.</param>
/// <param name="High">Greatest; null: unbounded.</param>
public sealed record FittedClip(double? Low, double? High) : FittedStep
{
    internal override void Apply(ColumnWork work) => work.Map(
        number => Math.Min(Math.Max(number, Low ?? double.NegativeInfinity), High ?? double.PositiveInfinity));
}
