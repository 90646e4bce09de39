namespace Ayni.Trainer.Terminal;

/// <summary>How far a step of a command is.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Fraction">Share done, 0 to 1.</param>
/// <param name="Done">Units done.</param>
/// <param name="Unit">What is counted, in the plural.</param>
internal sealed record StepProgress(string Step, double Fraction, double Done, string Unit);
