namespace Ayni.Data.Mart;

/// <summary>How far a mart is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Fraction">Share of the step done, 0 to 1.</param>
/// <param name="Rows">Rows done.</param>
public sealed record MartProgress(string Step, double Fraction, long Rows);
