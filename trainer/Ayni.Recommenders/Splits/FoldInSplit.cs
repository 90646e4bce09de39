using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What a model learns from, and users it has not learnt from: a history to fold in, and what to find. All three
/// matrices have the same users and items; a user has entries in train or in the other two, never in both.
/// </summary>
/// <param name="Train">Users × items, values are weights.</param>
/// <param name="Histories">Users × items, values are weights on the scale of train.</param>
/// <param name="Test">Users × items; only pairs that a model can be asked about.</param>
/// <param name="Dropped">What the split left out of the test set, by reason.</param>
public sealed record FoldInSplit(CsrMatrix Train, CsrMatrix Histories, CsrMatrix Test, SplitReport Dropped);
