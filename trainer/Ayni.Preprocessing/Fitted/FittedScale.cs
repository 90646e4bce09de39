namespace Ayni.Preprocessing.Fitted;

/// <summary>(x − offset) / width; 0 where the width is 0.</summary>
/// <param name="Offset">The mean, or the least.</param>
/// <param name="Width">The standard deviation, or greatest − least.</param>
public sealed record FittedScale(double Offset, double Width) : FittedStep
{
    internal override void Apply(ColumnWork work) =>
        work.Map(number => Width == 0 ? 0 : (number - Offset) / Width);
}
