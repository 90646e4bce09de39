using System.Collections.Immutable;

namespace Ayni.Grains.Following;

/// <summary>A call to a grain that follows a feed.</summary>
/// <typeparam name="TRow">A row of the feed.</typeparam>
/// <param name="After">Position the grain said it has applied.</param>
/// <param name="Rows">All of the grain's rows after that, in order; null: it has to read them for itself.</param>
/// <param name="UpTo">Position the call brings the grain to.</param>
public sealed record ReaderCall<TRow>(long After, ImmutableArray<TRow>? Rows, long UpTo);
