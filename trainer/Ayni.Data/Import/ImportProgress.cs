namespace Ayni.Data.Import;

/// <summary>How far an import is.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Fraction">Share of the step that is done, 0 to 1.</param>
/// <param name="Rows">Rows done in this step.</param>
public sealed record ImportProgress(ImportStep Step, double Fraction, long Rows);
