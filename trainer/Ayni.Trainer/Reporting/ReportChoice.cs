using Ayni.Quality;

namespace Ayni.Trainer.Reporting;

/// <summary>What somebody asked <c>report</c> for.</summary>
/// <param name="Reference">What is compared against; null: chosen.</param>
/// <param name="Current">What is judged; null: chosen.</param>
/// <param name="OutFile">File of the page; null: none is written.</param>
/// <param name="FailOnDrift">Whether a shift is an exit code.</param>
/// <param name="MostRows">Interactions read at most.</param>
/// <param name="Shoppers">Shoppers whose lists are looked at; 0: none.</param>
internal sealed record ReportChoice(
    Period? Reference, Period? Current, string? OutFile, bool FailOnDrift, long MostRows, int Shoppers);
