namespace Ayni.Preprocessing.Fitted;

/// <summary>Leaves the column out.</summary>
public sealed record FittedDrop : FittedStep
{
    internal override void Apply(ColumnWork work) => work.Values = null;
}
