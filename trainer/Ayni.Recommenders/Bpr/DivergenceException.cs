namespace Ayni.Recommenders;

/// <summary>Steps along the gradient left the finite numbers. The message names side, row, epoch and remedy.</summary>
public sealed class DivergenceException : Exception
{
    internal DivergenceException(string side, int row, int epoch, float value)
        : base(
            $"BPR diverged: after epoch {epoch} the factor of {side} row {row} holds {value}. Lower LearningRate, or "
            + "raise Regularization.") =>
        (Side, Row, Epoch) = (side, row, epoch);

    /// <summary><c>user</c> or <c>item</c>.</summary>
    public string Side { get; }

    /// <summary>Row of the matrix for a user, column for an item.</summary>
    public int Row { get; }

    /// <summary>Epoch after which it was seen, from 1.</summary>
    public int Epoch { get; }
}
