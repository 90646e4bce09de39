using System.Collections.Immutable;

namespace Ayni.Engine.Tests.State;

[GenerateSerializer]
public sealed record BasketView(
    ImmutableArray<string> Products, int Total, bool Exists, string? Etag, bool OtherExists);
