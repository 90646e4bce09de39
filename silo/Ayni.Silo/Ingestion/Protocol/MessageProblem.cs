namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>Why a message is refused: it would be refused every time it came.</summary>
/// <param name="Field">What is wrong, such as <c>[3].user_id</c>; <c>$</c> for the message as a whole.</param>
/// <param name="Reason">What is wrong with it and what to send instead.</param>
internal sealed record MessageProblem(string Field, string Reason);
