namespace Ayni.Gateway.Users;

/// <summary>What was erased.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="ErasedInteractions">Interactions taken out of the log.</param>
public sealed record ErasureAnswer(string UserId, long ErasedInteractions);
