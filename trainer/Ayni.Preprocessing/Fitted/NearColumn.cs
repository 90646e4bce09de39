namespace Ayni.Preprocessing.Fitted;

/// <summary>A column that rows are near by, in standard deviations of the train part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation; 0: it tells nothing.</param>
public sealed record NearColumn(string Name, double Mean, double Deviation)
{
    internal double Standardize(double number) => Deviation == 0 ? 0 : (number - Mean) / Deviation;
}
