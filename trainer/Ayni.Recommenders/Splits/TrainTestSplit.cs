using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What a model learns from, and what it is asked about. Both matrices have the same users and items.
/// </summary>
/// <param name="Train">Users × items, values are weights.</param>
/// <param name="Test">Users × items, values are weights; only pairs that a model can be asked about.</param>
/// <param name="Dropped">What the split left out of the test set, by reason.</param>
public sealed record TrainTestSplit(CsrMatrix Train, CsrMatrix Test, SplitReport Dropped);
