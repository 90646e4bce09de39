namespace Ayni.Preprocessing.Declarations;

/// <summary>
/// The mean of the target among rows of a category, drawn to the mean of all: (n mean + m prior) / (n + m)
/// (Micci-Barreca 2001), as a column <c>…_target</c>. Rows of the train part are encoded by the other folds alone, so
/// that none knows its own target; later rows by the whole part. A category that was not met, and a missing one, is the
/// prior.
/// </summary>
public sealed record TargetEncodeStep : StepDeclaration
{
    /// <summary>m: rows that the prior counts for. <value>Default 20; range 0 and up.</value></summary>
    public double Smoothing { get; init; } = 20;

    /// <summary>Folds. <value>Default 5; range 2 to 100.</value></summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// Key whose rows are in one fold, such as <c>user_id</c>, where rows of one are alike; null: each row by itself.
    /// </summary>
    public string? Group { get; init; }

    internal override bool TakesTexts => true;

    internal override void Check(string where)
    {
        Require(Smoothing is >= 0 and < double.PositiveInfinity, where, "smoothing", Smoothing, "0 or more");
        Require(Folds is >= 2 and <= 100, where, "folds", Folds, "2 to 100");
    }
}
