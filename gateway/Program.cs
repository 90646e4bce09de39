using Ayni.Gateway;

return await GatewayProgram.RunAsync(GatewayArguments.Parse(args));
