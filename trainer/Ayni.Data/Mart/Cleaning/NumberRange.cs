namespace Ayni.Data.Mart.Cleaning;

/// <summary>The range outside which a number is an outlier.</summary>
/// <param name="Low">Lowest that is none.</param>
/// <param name="High">Highest that is none.</param>
public sealed record NumberRange(double Low, double High);
